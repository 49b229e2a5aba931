using System.Globalization;
using System.Text.Json;

namespace TypedTasks.Emulator.Configuration.Arm;

/// <summary>Functions of texts.</summary>
internal static class TextFunctions
{
    public static readonly Dictionary<string, Func<IReadOnlyList<object?>, object?>> All = new()
    {
        ["format"] = static a => Format(a),
        ["string"] = static a => Text(a[0]),
        ["tolower"] = static a => a.At<string>(0).ToLowerInvariant(),
        ["toupper"] = static a => a.At<string>(0).ToUpperInvariant(),
        ["trim"] = static a => a.At<string>(0).Trim(),
        ["replace"] = static a => a.At<string>(1).Length == 0 ? a.At<string>(0) : ExpressionFunctions.Bounded(a.At<string>(0).Replace(a.At<string>(1), a.At<string>(2), StringComparison.Ordinal)),
        ["split"] = static a => Split(a.At<string>(0), a[1]),
        ["join"] = static a => ExpressionFunctions.Bounded(string.Join(a.At<string>(1), a.At<List<object?>>(0).Select(Text))),
        ["substring"] = static a => a.Count > 2
            ? a.At<string>(0).Substring(Place(a, 1), Place(a, 2))
            : a.At<string>(0)[Place(a, 1)..],
        ["startswith"] = static a => a.At<string>(0).StartsWith(a.At<string>(1), StringComparison.OrdinalIgnoreCase),
        ["endswith"] = static a => a.At<string>(0).EndsWith(a.At<string>(1), StringComparison.OrdinalIgnoreCase),
        ["indexof"] = static a => a[0] is List<object?> list
            ? list.FindIndex(item => LogicFunctions.Same(item, a[1]))
            : (long)a.At<string>(0).IndexOf(a.At<string>(1), StringComparison.OrdinalIgnoreCase),
        ["lastindexof"] = static a => a[0] is List<object?> list
            ? list.FindLastIndex(item => LogicFunctions.Same(item, a[1]))
            : (long)a.At<string>(0).LastIndexOf(a.At<string>(1), StringComparison.OrdinalIgnoreCase),
        ["padleft"] = static a => ExpressionFunctions.Bounded(Text(a[0]).PadLeft(Place(a, 1), a.Count > 2 ? a.At<string>(2)[0] : ' ')),
        ["json"] = static a => Json(a.At<string>(0)),
    };

    public static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "True" : "False",
        long or double => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        _ => throw new FormatException("a list or an object is no text"),
    };

    private static int Place(IReadOnlyList<object?> arguments, int index) =>
        arguments.At<long>(index) is var place and >= 0 and <= ExpressionFunctions.Most ? (int)place : throw new FormatException("a position is out of range");

    private static string Format(IReadOnlyList<object?> arguments)
    {
        var values = arguments.Skip(1).Select(static value => value is long ? value : Text(value)).ToArray();
        var length = values.Sum(static value => value is string text ? text.Length : 20);
        return ExpressionFunctions.Bounded(
            string.Format(CultureInfo.InvariantCulture, length <= ExpressionFunctions.Most ? arguments.At<string>(0) : throw new FormatException("the text is too long"), values!));
    }

    private static List<object?> Split(string text, object? separators)
    {
        string[] all = separators switch
        {
            string one => [one],
            List<object?> list => [.. list.OfType<string>()],
            _ => throw new FormatException("a separator is a text"),
        };
        return [.. text.Split(all, StringSplitOptions.None)];
    }

    private static object? Json(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return TemplateValue.Read(document.RootElement, null);
        }
        catch (JsonException)
        {
            throw new FormatException("it is not JSON");
        }
    }
}
