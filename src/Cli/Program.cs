using System.CommandLine;
using EdgeGateway.Cli;
using EdgeGateway.Devices.Linux;

InheritedSignals.HearInterrupt();
Terminal.Adapt();
var line = EdgeCtl.Build().Parse(args);
// After Ctrl-C a command has this long to put away what it has opened or started, on a slow machine as well; the default is 2 s.
var exitCode = await line.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(60) });
return line.Errors.Count > 0 ? ExitCodes.Usage : exitCode;
