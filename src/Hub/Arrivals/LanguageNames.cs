namespace EdgeGateway.Hub.Arrivals;

/// <summary>English names of the languages that customers are likely to have listed; any other is shown as it stands.</summary>
internal static class LanguageNames
{
    // Not CultureInfo: the process runs with invariant globalisation, where every culture is called "Invariant Language".
    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ar"] = "Arabic",
        ["cs"] = "Czech",
        ["da"] = "Danish",
        ["de"] = "German",
        ["en"] = "English",
        ["es"] = "Spanish",
        ["fi"] = "Finnish",
        ["fr"] = "French",
        ["hi"] = "Hindi",
        ["it"] = "Italian",
        ["ja"] = "Japanese",
        ["ko"] = "Korean",
        ["nl"] = "Dutch",
        ["no"] = "Norwegian",
        ["pl"] = "Polish",
        ["pt"] = "Portuguese",
        ["ro"] = "Romanian",
        ["ru"] = "Russian",
        ["sv"] = "Swedish",
        ["tr"] = "Turkish",
        ["uk"] = "Ukrainian",
        ["zh"] = "Chinese",
    };

    public static string Of(string tag) => Names.GetValueOrDefault(tag.Split('-')[0], tag);
}
