# The adapter fails while alice is in the store. She has not left because the radio has; when it works again she is still there.
from 0 to 20 every 0.35: beacon alice entrance -60
at 21: radio entrance failed
at 300: radio entrance working
from 310 to 320 every 0.35: beacon alice entrance -60
at 700: time
expect
  0.70 visitor.arrived visit-1 alice entrance 0.77 by entrance-radio
  21.00 sensor.state entrance-radio failed
  300.00 sensor.state entrance-radio working
  439.80 visitor.left visit-1 alice entrance after 319.1 0.77 by entrance-radio
