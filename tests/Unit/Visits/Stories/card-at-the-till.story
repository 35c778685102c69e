# A card without any radio begins a visit; the second tap is the same visit; half an hour later it is over.
at 10: tap alice till
at 400: tap alice till
at 3000: time
expect
  10.00 visitor.arrived visit-1 alice till 0.95 by till-reader
  10.00 tap.read till-reader alice visit-1
  400.00 tap.read till-reader alice visit-1
  2200.00 visitor.left visit-1 alice till after 390 0.95 by till-reader
