namespace TypedTasks.Analyzers.Shape;

/// <summary>What the broker and the worker accept. Each check gives null, or what is wrong with the value.</summary>
internal static class Values
{
    private const int MaxRetries = 1000;

    // The broker's limit for a queue, and what is left of a subject line for a name.
    private const int LongestQueue = 260;
    private const int LongestName = 200;
    private const int LongestId = 64;

    public static string? Retries(int retries) =>
        retries is < 0 or > MaxRetries ? "is not from 0 to 1,000" : null;

    public static string? RateLimit(string limit)
    {
        var slash = limit.IndexOf('/');
        return slash > 0
            && limit.Substring(0, slash) is var count
            && count.All(static c => c is >= '0' and <= '9')
            && int.TryParse(count, out var number)
            && number > 0
            && limit.Substring(slash + 1) is ("s" or "m" or "h" or "d")
                ? null
                : "is not a rate limit such as 10/s, 100/m, 5000/h or 20000/d";
    }

    public static string? Queue(string queue)
    {
        if (queue.Trim().Length == 0)
            return "is blank";
        if (queue.Length > LongestQueue)
            return "is longer than 260 characters";
        if (queue.FirstOrDefault(static c => !IsPlain(c) && c is not ('.' or '-' or '_' or '/')) is var wrong and not '\0')
            return $"has {Name(wrong)} in it, and a queue name is made of letters, digits, '.', '-', '_' and '/'";
        return IsPlain(queue[0]) && IsPlain(queue[queue.Length - 1]) ? null : "does not begin and end with a letter or a digit";
    }

    public static string? TaskName(string name)
    {
        if (name.Trim().Length == 0)
            return "is blank, so the default name is used; leave it out or give one";
        if (name.Length > LongestName)
            return "is longer than 200 characters";
        return name.FirstOrDefault(static c => char.IsWhiteSpace(c) || char.IsControl(c)) is var wrong and not '\0'
            ? $"has {Name(wrong)} in it, which people would miss when they type the name"
            : null;
    }

    public static string? FlowId(string id) =>
        id.Length is 0 or > LongestId || !id.All(static c => IsPlain(c) || c is '-' or '_')
            ? "is not 1 to 64 letters, digits, hyphens or underscores"
            : null;

    private static bool IsPlain(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');

    private static string Name(char c) => c switch
    {
        ' ' => "a space",
        '\t' => "a tab",
        '\r' or '\n' => "a line break",
        _ => $"'{c}'",
    };

    /// <summary>Text and characters that no encoding carries.</summary>
    public static string? Whole(object? value) => value switch
    {
        char letter => char.IsSurrogate(letter) ? "is half of a surrogate pair" : null,
        string text => Enumerable.Range(0, text.Length).Any(i => char.IsSurrogate(text[i]) && !IsPaired(text, i)) ? "holds half of a surrogate pair" : null,
        _ => null,
    };

    private static bool IsPaired(string text, int at) =>
        char.IsHighSurrogate(text[at]) ? at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) : at > 0 && char.IsHighSurrogate(text[at - 1]);
}
