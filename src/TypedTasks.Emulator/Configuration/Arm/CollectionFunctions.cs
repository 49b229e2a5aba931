namespace TypedTasks.Emulator.Configuration.Arm;

/// <summary>Functions of lists and objects, and those that take texts alike.</summary>
internal static class CollectionFunctions
{
    public static readonly Dictionary<string, Func<IReadOnlyList<object?>, object?>> All = new()
    {
        ["concat"] = static a => a.Count > 0 && a[0] is List<object?>
            ? ExpressionFunctions.Bounded(Enumerable.Range(0, a.Count).SelectMany(i => a.At<List<object?>>(i)).ToList())
            : Texts(a),
        ["createarray"] = static a => a.ToList(),
        ["array"] = static a => a[0] is List<object?> list ? list : [a[0]],
        ["createobject"] = static a => Make(a),
        ["length"] = static a => Length(a[0]),
        ["empty"] = static a => a[0] is null || Length(a[0]) == 0,
        ["contains"] = static a => a[0] switch
        {
            List<object?> list => list.Exists(item => LogicFunctions.Same(item, a[1])),
            Dictionary<string, object?> members => members.ContainsKey(a.At<string>(1)),
            _ => a.At<string>(0).Contains(TextFunctions.Text(a[1]), StringComparison.Ordinal),
        },
        ["first"] = static a => a[0] is string text ? text.Length == 0 ? "" : text[..1] : a.At<List<object?>>(0).FirstOrDefault(),
        ["last"] = static a => a[0] is string text ? text.Length == 0 ? "" : text[^1..] : a.At<List<object?>>(0).LastOrDefault(),
        ["skip"] = static a => a[0] is string text
            ? text[(int)Math.Clamp(a.At<long>(1), 0, text.Length)..]
            : a.At<List<object?>>(0).Skip((int)Math.Clamp(a.At<long>(1), 0, int.MaxValue)).ToList(),
        ["take"] = static a => a[0] is string text
            ? text[..(int)Math.Clamp(a.At<long>(1), 0, text.Length)]
            : a.At<List<object?>>(0).Take((int)Math.Clamp(a.At<long>(1), 0, int.MaxValue)).ToList(),
        ["union"] = static a => Union(a),
        ["intersection"] = static a => Enumerable.Range(1, a.Count - 1).Aggregate(
            a.At<List<object?>>(0), (kept, i) => kept.FindAll(item => a.At<List<object?>>(i).Exists(other => LogicFunctions.Same(item, other)))),
        ["flatten"] = static a => ExpressionFunctions.Bounded(a.At<List<object?>>(0).SelectMany(static item => item as List<object?> ?? throw new FormatException("it is not an array of arrays")).ToList()),
        ["objectkeys"] = static a => a.At<Dictionary<string, object?>>(0).Keys.Order(StringComparer.OrdinalIgnoreCase).Cast<object?>().ToList(),
        ["items"] = static a => a.At<Dictionary<string, object?>>(0).OrderBy(static member => member.Key, StringComparer.OrdinalIgnoreCase)
            .Select(static member => (object?)new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase) { ["key"] = member.Key, ["value"] = member.Value }).ToList(),
        ["tryget"] = static a => a[0] switch
        {
            null => null,
            List<object?> list => a.At<long>(1) is var at && at >= 0 && at < list.Count ? list[(int)at] : null,
            _ => a.At<Dictionary<string, object?>>(0).GetValueOrDefault(a.At<string>(1)),
        },
    };

    private static string Texts(IReadOnlyList<object?> parts)
    {
        var text = new System.Text.StringBuilder();
        foreach (var part in parts)
        {
            text.Append(TextFunctions.Text(part));
            if (text.Length > ExpressionFunctions.Most)
                throw new FormatException($"a text is longer than {ExpressionFunctions.Most} characters");
        }

        return text.ToString();
    }

    private static long Length(object? value) => value switch
    {
        string text => text.Length,
        List<object?> list => list.Count,
        Dictionary<string, object?> members => members.Count,
        _ => throw new FormatException("it has no length"),
    };

    private static Dictionary<string, object?> Make(IReadOnlyList<object?> arguments)
    {
        var members = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i + 1 < arguments.Count; i += 2)
            members[arguments.At<string>(i)] = arguments[i + 1];
        return members;
    }

    private static object Union(IReadOnlyList<object?> arguments)
    {
        if (arguments.Count > 0 && arguments[0] is Dictionary<string, object?>)
        {
            var members = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
            for (var i = 0; i < arguments.Count; i++)
                foreach (var (name, value) in arguments.At<Dictionary<string, object?>>(i))
                    members[name] = members.GetValueOrDefault(name) is Dictionary<string, object?> && value is Dictionary<string, object?> ? Union([members[name], value]) : value;
            return members;
        }

        var list = new List<object?>();
        for (var i = 0; i < arguments.Count; i++)
            list.AddRange(arguments.At<List<object?>>(i).Where(item => !list.Exists(other => LogicFunctions.Same(item, other))));
        return list;
    }
}
