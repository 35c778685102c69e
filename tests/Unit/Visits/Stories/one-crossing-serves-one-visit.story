# Two customers, one crossing: it belongs to the one whose beacon appeared nearest to it; the other came by no door that we know of.
with door front entrance
at 0: door front working for 0
from 10 to 30 every 0.35: beacon alice entrance -62
from 11.5 to 30 every 0.35: beacon bob entrance -65
at 12.5: door front in
at 160: time
expect
  0.00 sensor.state front-beams working
  10.70 visitor.arrived visit-1 alice entrance 0.75 by entrance-radio
  12.20 visitor.arrived visit-2 bob entrance 0.72 by entrance-radio
  12.50 door.crossed front in
  149.70 visitor.left visit-2 bob entrance after 17.5 0.9 by entrance-radio front-beams
  149.95 visitor.left visit-1 alice entrance after 19.25 0.75 by entrance-radio
