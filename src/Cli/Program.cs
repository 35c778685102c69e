using EdgeGateway.Cli;

Terminal.Adapt();
var line = EdgeCtl.Build().Parse(args);
var exitCode = await line.InvokeAsync();
return line.Errors.Count > 0 ? ExitCodes.Usage : exitCode;
