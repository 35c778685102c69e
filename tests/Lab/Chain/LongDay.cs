using System.Globalization;

namespace EdgeGateway.Tests.Lab.Chain;

/// <summary>A store script (src/Devices/Simulated/README.md) of twenty hours in which something happens every ten seconds.</summary>
internal static class LongDay
{
    private const int Seconds = 20 * 3600;
    private const int SecondsBetween = 10;

    private const string Header =
        """{"store":{"radios":[{"name":"hci0","zone":"entrance","x":0},{"name":"hci1","zone":"shop","x":14}],"doors":[{"name":"front","chip":"gpiochip0","outer":17,"inner":27},{"name":"back","chip":"gpiochip0","outer":22,"inner":23}],"readers":["/dev/ttyAMA0"]},"seed":1,"for":72000,"phones":10}""";

    public static IEnumerable<string> Lines()
    {
        yield return Header;
        for (var at = SecondsBetween; at < Seconds; at += SecondsBetween)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $$"""{"at":{{at}},"door":"{{(at % 3 == 0 ? "back" : "front")}}","direction":"{{(at % 20 == 0 ? "out" : "in")}}"}""");
            if (at % 60 == 0)
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $$"""{"at":{{at}},"beacon":{"kind":"ibeacon","uuid":"e2c56db5-dffb-48d2-b060-d0f5a71096e0","major":1,"minor":{{at / 60 % 50}}},"near":"hci0","rssi":-62,"for":30}""");
            }
        }
    }
}
