# A minute without a sign is a fitting room, not a departure.
from 0 to 20 every 0.35: beacon alice entrance -60
from 80 to 90 every 0.35: beacon alice entrance -60
at 300: time
expect
  0.70 visitor.arrived visit-1 alice entrance 0.77 by entrance-radio
  209.80 visitor.left visit-1 alice entrance after 89.1 0.77 by entrance-radio
