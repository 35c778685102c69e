using System.Reflection;

namespace EdgeGateway.Hub;

/// <summary>The hub's version, as the build put it in.</summary>
internal static class HubVersion
{
    public static string Text { get; } =
        typeof(HubVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";
}
