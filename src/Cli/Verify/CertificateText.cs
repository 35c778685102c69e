using System.Globalization;
using System.Text;
using EdgeGateway.Events;

namespace EdgeGateway.Cli.Verify;

/// <summary>A certificate for people.</summary>
internal static class CertificateText
{
    // As wide as the table: it is read on a terminal, and on paper.
    private const int ColumnsMax = 96;

    public static string Of(Certificate certificate)
    {
        var text = new StringBuilder();
        Line($"{(certificate.Door.Length > 0 ? $"Door {certificate.Door}: accuracy" : "Accuracy")} by a manual count");
        Line($"");
        Known(certificate.Store.Length + certificate.Gateway.Length, $"  store / gateway  {certificate.Store} / {certificate.Gateway}");
        Known(certificate.Sensors.Count, $"  sensor           {string.Join(", ", certificate.Sensors)} ({certificate.Kind})");
        var by = certificate.Counter.Length > 0 ? $", by {certificate.Counter}" : "";
        if (certificate.From == certificate.To)
        {
            Line($"  compared         {certificate.To:yyyy-MM-dd HH:mm:ss} UTC, from files{by}");
        }
        else
        {
            Line($"  counted          {certificate.From:yyyy-MM-dd HH:mm:ss} to {certificate.To:yyyy-MM-dd HH:mm:ss} UTC{by}");
        }

        Known(certificate.ConfigurationHash.Length, $"  settings         sha256 {certificate.ConfigurationHash}");
        Known(certificate.Version.Length, $"  software         {certificate.Version}");
        Line($"  matching         within {certificate.WindowSeconds:0.#} s; the keys came {certificate.LagSeconds:0.00} s after the sensor; {certificate.Undone} taken back");
        Line($"");
        Line($"  way       n counted error  accuracy (95 %)          found (95 %)            missed extra wrong");
        foreach (var one in certificate.Directions)
        {
            var (accuracy, found) = (Share(one.Accuracy, one.AccuracyLow, one.AccuracyHigh), Share(one.FoundShare, one.FoundLow, one.FoundHigh));
            Line($"  {(one.Direction == Direction.In ? "in" : "out"),-4}{one.Manual,7} {one.Counted,7} {one.Error,5:+0;-0;0}  {accuracy,-23}  {found,-23} {one.Missed,5} {one.Extra,5} {one.WrongWay,5}");
        }

        Line($"");
        foreach (var remark in certificate.Remarks)
        {
            Wrapped("! " + remark);
        }

        Wrapped(certificate.Method);
        return text.ToString();

        void Wrapped(string sentence)
        {
            var line = " ";
            foreach (var word in sentence.Split(' '))
            {
                if (line.Length > 1 && line.Length + 1 + word.Length > ColumnsMax)
                {
                    text.Append(line).Append('\n');
                    line = " ";
                }

                line += " " + word;
            }

            text.Append(line).Append('\n');
        }

        // A count from files knows neither gateway nor settings.
        void Known(int length, FormattableString line)
        {
            if (length > 0)
            {
                Line(line);
            }
        }

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    public static string Share(double? share, double? low, double? high) => share is null
        ? "nobody went this way"
        : string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.0} % ({100 * low:0.0} to {100 * high:0.0})");
}
