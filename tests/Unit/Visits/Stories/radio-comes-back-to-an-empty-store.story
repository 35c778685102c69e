# The adapter fails, alice leaves unseen, the adapter works again: from then on she has the usual time to be heard.
from 0 to 20 every 0.35: beacon alice entrance -60
at 21: radio entrance failed
at 300: radio entrance working
at 700: time
expect
  0.70 visitor.arrived visit-1 alice entrance 0.77 by entrance-radio
  21.00 sensor.state entrance-radio failed
  300.00 sensor.state entrance-radio working
  420.00 visitor.left visit-1 alice entrance after 19.25 0.77 by entrance-radio
