# One advertisement is enough when it is this strong.
at 10: beacon alice entrance -45
at 200: time
expect
  10.00 visitor.arrived visit-1 alice entrance 0.9 by entrance-radio
  130.00 visitor.left visit-1 alice entrance after 0 0.9 by entrance-radio
