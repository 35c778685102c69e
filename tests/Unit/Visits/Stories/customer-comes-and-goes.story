# Alice has the app. Her phone is heard at the entrance just before she is through the door; the crossing is hers.
with door front entrance
at 0: door front working for 0
from 10 to 60 every 0.35: beacon alice entrance -62
at 12: door front in
at 62: door front out          # the crossing shortens the wait: she leaves 30 s after the last sign, not 120 s
at 300: time
expect
  0.00 sensor.state front-beams working
  10.70 visitor.arrived visit-1 alice entrance 0.75 by entrance-radio
  12.00 door.crossed front in
  62.00 door.crossed front out
  89.70 visitor.left visit-1 alice entrance after 49 0.91 by entrance-radio front-beams front-beams
