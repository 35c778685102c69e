# A card that nobody knows: with one visitor at the till it is taken for that visitor's, with two it is nobody's.
from 0 to 40 every 0.35: beacon alice till -60
at 10: tap somebody till
from 20 to 40 every 0.35: beacon bob till -60
at 30: tap somebody till
at 31: code somebody till
at 32: code bob till
at 300: time
expect
  0.70 visitor.arrived visit-1 alice till 0.77 by till-radio
  10.00 tap.read till-reader somebody visit-1
  20.70 visitor.arrived visit-2 bob till 0.77 by till-radio
  30.00 tap.read till-reader somebody no-visit
  31.00 code.scanned till-scanner somebody no-visit
  32.00 code.scanned till-scanner bob visit-2
  159.90 visitor.left visit-1 alice till after 39.2 0.86 by till-radio till-reader
  159.95 visitor.left visit-2 bob till after 19.25 0.97 by till-radio till-scanner
