# People who work here are no visitors; their taps are reported all the same.
with staff crew
from 0 to 40 every 0.35: beacon carol@crew till -60
at 10: tap carol@crew till
at 300: time
expect
  10.00 tap.read till-reader carol no-visit
