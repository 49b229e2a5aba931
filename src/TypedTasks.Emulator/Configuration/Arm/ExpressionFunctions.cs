namespace TypedTasks.Emulator.Configuration.Arm;

/// <summary>The functions of templates that need no deployment. What else is called is not known, and neither is what is made of that.</summary>
internal static class ExpressionFunctions
{
    /// <summary>Longer texts and lists than a template needs.</summary>
    public const int Most = 100_000;

    // With a part that is not known, these still know the rest.
    private static readonly HashSet<string> CarryMarks =
        new(StringComparer.OrdinalIgnoreCase) { "concat", "format", "createarray", "createobject", "array", "tolower", "toupper", "string", "split", "last", "first", "union", "coalesce", "items", "flatten" };

    private static readonly Dictionary<string, Func<IReadOnlyList<object?>, object?>> All =
        new[] { LogicFunctions.All, NumberFunctions.All, TextFunctions.All, CollectionFunctions.All }
            .SelectMany(static functions => functions)
            .ToDictionary(static function => function.Key, static function => function.Value, StringComparer.OrdinalIgnoreCase);

    public static object? Call(string name, List<object?> arguments, Marks marks)
    {
        if (!All.TryGetValue(name, out var function))
            return arguments.OfType<Unknown>().FirstOrDefault() ?? new Unknown($"'{name}()' needs a deployment, or is not known to this emulator");
        var carries = CarryMarks.Contains(name);
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] is string text && !carries && Marks.AreIn(text))
                return marks.Resolve(text);
            if (arguments[i] is not Unknown unknown)
                continue;
            if (!carries || name.Equals("coalesce", StringComparison.OrdinalIgnoreCase))
                return unknown;
            arguments[i] = marks.Mark(unknown);
        }

        try
        {
            return function(arguments);
        }
        catch (Exception wrong) when (wrong is FormatException or OverflowException or ArgumentException or InvalidCastException or DivideByZeroException)
        {
            return new Unknown($"'{name}()' cannot be worked out: {wrong.Message.TrimEnd('.')}");
        }
    }

    public static T At<T>(this IReadOnlyList<object?> arguments, int index) => index < arguments.Count && arguments[index] is T value
        ? value
        : throw new FormatException($"argument {index + 1} is not {Words(typeof(T))}");

    public static string Bounded(string text) => text.Length <= Most ? text : throw new FormatException($"a text is longer than {Most} characters");

    public static List<object?> Bounded(List<object?> list) => list.Count <= Most ? list : throw new FormatException($"an array has more than {Most} elements");

    private static string Words(Type type) =>
        type == typeof(string) ? "a text" : type == typeof(long) ? "a whole number" : type == typeof(bool) ? "true or false" : type == typeof(List<object?>) ? "an array" : "an object";
}
