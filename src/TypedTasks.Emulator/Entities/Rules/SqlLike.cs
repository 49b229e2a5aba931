namespace TypedTasks.Emulator.Entities.Rules;

/// <summary>LIKE: percent is any run of characters, underscore is one.</summary>
internal sealed record SqlLike(SqlNode Operand, SqlNode Pattern, char? Escape, bool Negated) : SqlNode
{
    public override object? Evaluate(MessageView message) =>
        Operand.Evaluate(message) is string text && Pattern.Evaluate(message) is string pattern
            ? Matches(text, pattern) != Negated
            : null;

    // Backtracking to the last percent only keeps this linear in practice and quadratic at worst.
    private bool Matches(string text, string pattern)
    {
        int at = 0, next = 0, star = -1, mark = 0;
        while (at < text.Length)
        {
            var escaped = next < pattern.Length && pattern[next] == Escape && next + 1 < pattern.Length;
            if (escaped && pattern[next + 1] == text[at])
            {
                at++;
                next += 2;
            }
            else if (!escaped && next < pattern.Length && pattern[next] == '%')
            {
                star = ++next;
                mark = at;
            }
            else if (!escaped && next < pattern.Length && (pattern[next] == '_' || pattern[next] == text[at]))
            {
                at++;
                next++;
            }
            else if (star >= 0)
            {
                next = star;
                at = ++mark;
            }
            else
            {
                return false;
            }
        }

        while (next < pattern.Length && pattern[next] == '%')
            next++;
        return next == pattern.Length;
    }
}
