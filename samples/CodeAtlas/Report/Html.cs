using System.Globalization;
using System.Net;
using System.Text;

namespace CodeAtlas;

/// <summary>Text for the page: encoded, and numbers as people read them.</summary>
internal static class Html
{
    /// <summary>Encodes text for elements and quoted attributes. Control characters, which file names may hold, become visible.</summary>
    public static string Encode(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            plain.Append(Rune.IsControl(rune) && rune.Value != '\n' ? "\uFFFD" : rune.ToString());
        return WebUtility.HtmlEncode(plain.ToString());
    }

    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Count(long value, string noun) => $"{Number(value)} {noun}{(value == 1 ? "" : "s")}";

    public static string Percent(double share) => share switch
    {
        0 => "0%",
        < 0.001 => "<0.1%",
        _ => share.ToString(share < 0.0995 ? "0.0%" : "0%", CultureInfo.InvariantCulture),
    };

    public static string Size(long bytes) => bytes switch
    {
        < 1024 => $"{bytes} B",
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0 / 1024.0:0.#} MB"),
    };
}
