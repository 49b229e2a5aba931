using System.Globalization;

namespace TypedTasks.Paths;

/// <summary>
/// Where a node lies: the child indices from the root of its plan, under <c>Each</c> the element index. <c>/</c> enters the
/// plan that a task returned, <c>~</c> a side branch, <c>!</c> the compensations of the flow.
/// </summary>
internal readonly struct StepPath : IEquatable<StepPath>
{
    public const int MaxDepth = 128;

    /// <summary>Enters the plan that a task returned.</summary>
    public const char PlanLevel = '/';

    /// <summary>Enters a side branch; the scopes above it do not reach into it.</summary>
    public const char SideLevel = '~';

    /// <summary>Enters the compensations of the flow, which no scope of the flow reaches.</summary>
    public const char CompensationLevel = '!';

    public static readonly StepPath Root = new("");

    private const string Levels = "/~!";

    private readonly string? text;

    private StepPath(string text) => this.text = text;

    public string Text => text ?? "";

    /// <summary>What the path ends with when it is the root of a plan or of a branch; <c>'\0'</c> for the flow itself; null elsewhere.</summary>
    public char? Level => Text.Length == 0 ? '\0' : Text[^1] is var last && Levels.Contains(last, StringComparison.Ordinal) ? last : null;

    /// <summary>The index of this node in its parent.</summary>
    public int Index => int.Parse(Text.AsSpan(IndexStart), NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>The node above; of the root of a level, the node that led into it.</summary>
    public StepPath Parent
    {
        get
        {
            if (Level is not null)
                return new(Text[..^1]);
            var start = IndexStart;
            return new(Text[..(start > 0 && Text[start - 1] == '.' ? start - 1 : start)]);
        }
    }

    /// <summary>How many levels it has, at most <see cref="MaxDepth"/> where it was read from a message.</summary>
    public int Depth
    {
        get
        {
            var depth = 0;
            for (var i = 0; i < Text.Length; i++)
                depth += Text[i] != '.' && (!char.IsAsciiDigit(Text[i]) || i == 0 || !char.IsAsciiDigit(Text[i - 1])) ? 1 : 0;
            return depth;
        }
    }

    /// <summary>Whether it lies outside of what a cancelled flow stops: in a side branch or in the compensations.</summary>
    public bool IsAside => Text.AsSpan().IndexOfAny(SideLevel, CompensationLevel) >= 0;

    public static StepPath Parse(string text)
    {
        var depth = 0;
        var digits = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsAsciiDigit(c) && digits < 9)
                depth += digits++ == 0 ? 1 : 0;
            else if (c == '.' && digits > 0 && i + 1 < text.Length && char.IsAsciiDigit(text[i + 1]))
                digits = 0;
            else if (c is PlanLevel or SideLevel || (c == CompensationLevel && i == 0))
                (depth, digits) = (depth + 1, 0);
            else
                throw new FormatException($"'{text}' is not a step path such as 0.2.1.");
        }

        return depth <= MaxDepth
            ? new(text)
            : throw new FormatException($"'{text}' is not a step path such as 0.2.1 of at most {MaxDepth} levels.");
    }

    public StepPath Child(int index) => new(Level is not null
        ? string.Create(CultureInfo.InvariantCulture, $"{Text}{index}")
        : string.Create(CultureInfo.InvariantCulture, $"{Text}.{index}"));

    public StepPath Enter(char level) => new(Text + level);

    /// <summary>Whether a node is another or lies below it, without a border between them that scopes do not cross.</summary>
    public static bool IsWithin(string path, string scope)
    {
        if (!path.StartsWith(scope, StringComparison.Ordinal))
            return false;
        var rest = path.AsSpan(scope.Length);
        return rest.IsEmpty
            || ((scope.Length == 0 || !char.IsAsciiDigit(scope[^1]) || !char.IsAsciiDigit(rest[0]))
                && rest.IndexOfAny(SideLevel, CompensationLevel) < 0);
    }

    public PathSegments Segments => new(Text);

    public bool Equals(StepPath other) => Text == other.Text;

    public override bool Equals(object? obj) => obj is StepPath other && Equals(other);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;

    private int IndexStart
    {
        get
        {
            var start = Text.Length;
            while (start > 0 && char.IsAsciiDigit(Text[start - 1]))
                start--;
            return start;
        }
    }
}
