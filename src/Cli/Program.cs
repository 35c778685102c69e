using System.CommandLine;
using EdgeGateway.Cli;
using EdgeGateway.Devices.Linux;

InheritedSignals.HearInterrupt();
var stopping = Interruption.Listen();
Terminal.Adapt();
var line = EdgeCtl.Build().Parse(args);
var exitCode = await line.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null }, stopping);
return line.Errors.Count > 0 ? ExitCodes.Usage : exitCode;
