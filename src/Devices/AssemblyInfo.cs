using System.Runtime.CompilerServices;

// The kernel's structs cross the border as they lie in memory; the source-generated stubs then need no run-time marshalling.
[assembly: DisableRuntimeMarshalling]
