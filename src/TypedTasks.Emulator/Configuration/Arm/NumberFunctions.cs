using System.Globalization;

namespace TypedTasks.Emulator.Configuration.Arm;

/// <summary>Functions that compute.</summary>
internal static class NumberFunctions
{
    public static readonly Dictionary<string, Func<IReadOnlyList<object?>, object?>> All = new()
    {
        ["add"] = static a => checked(a.At<long>(0) + a.At<long>(1)),
        ["sub"] = static a => checked(a.At<long>(0) - a.At<long>(1)),
        ["mul"] = static a => checked(a.At<long>(0) * a.At<long>(1)),
        ["div"] = static a => a.At<long>(0) / a.At<long>(1),
        ["mod"] = static a => a.At<long>(0) % a.At<long>(1),
        ["int"] = static a => a[0] is long number ? number : long.Parse(a.At<string>(0), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
        ["min"] = static a => Numbers(a).Min(),
        ["max"] = static a => Numbers(a).Max(),
        ["range"] = static a => Range(a.At<long>(0), a.At<long>(1)),
    };

    private static IEnumerable<long> Numbers(IReadOnlyList<object?> arguments)
    {
        var all = arguments is [List<object?> list] ? list : arguments;
        return all.Select((_, i) => all.At<long>(i));
    }

    private static List<object?> Range(long start, long count)
    {
        if (count is < 0 or > TemplateLoop.Most)
            throw new FormatException($"the count is not from 0 to {TemplateLoop.Most}");
        var list = new List<object?>();
        for (var i = 0L; i < count; i++)
            list.Add(checked(start + i));
        return list;
    }
}
