namespace EdgeGateway.Sensing;

/// <summary>A rung of the <see cref="ScanLadder"/>.</summary>
internal enum ScanStep
{
    None,
    RepeatScan,
    Reset,
    ReportSilent,
}
