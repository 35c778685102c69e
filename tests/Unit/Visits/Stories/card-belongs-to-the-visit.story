# Alice's card carries the same identifier as her beacon. A tap says where she stands, and the radio cannot overrule it at once.
from 0 to 60 every 0.35: beacon alice entrance -60
at 30: tap alice till
at 300: time
expect
  0.70 visitor.arrived visit-1 alice entrance 0.77 by entrance-radio
  30.00 visitor.moved visit-1 alice entrance -> till
  30.00 tap.read till-reader alice visit-1
  53.20 visitor.moved visit-1 alice till -> entrance
  179.85 visitor.left visit-1 alice entrance after 59.15 0.99 by entrance-radio till-reader
