using EdgeGateway.Cli;
using EdgeGateway.Devices.Linux;

InheritedSignals.HearInterrupt();
var stopping = Interruption.Listen();
Terminal.Adapt();
return await EdgeCtl.RunAsync(args, stopping);
