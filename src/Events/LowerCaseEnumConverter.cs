using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeGateway.Events;

/// <summary>Writes an enum as its lower-case name (<c>in</c>, <c>synchronised</c>) and refuses numbers.</summary>
/// <typeparam name="T">The enum.</typeparam>
public sealed class LowerCaseEnumConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
