using System.Globalization;

namespace TypedTasks.Flows;

/// <summary>Where a node lies in a plan: the child indices from the root; under <c>Each</c> the element index.</summary>
internal readonly struct StepPath : IEquatable<StepPath>
{
    public const int MaxDepth = 64;

    public static readonly StepPath Root = new("");

    private readonly string? text;

    private StepPath(string text) => this.text = text;

    public bool IsRoot => Text.Length == 0;

    public string Text => text ?? "";

    /// <summary>The index of this node in its parent.</summary>
    public int Index => int.Parse(Text.AsSpan(Text.LastIndexOf('.') + 1), NumberStyles.None, CultureInfo.InvariantCulture);

    public StepPath Parent
    {
        get
        {
            var dot = Text.LastIndexOf('.');
            return dot < 0 ? Root : new(Text[..dot]);
        }
    }

    public static StepPath Parse(string text)
    {
        var depth = 0;
        var digits = 0;
        foreach (var c in text)
        {
            if (c == '.' && digits > 0)
                digits = 0;
            else if (char.IsAsciiDigit(c) && digits < 9)
                depth += digits++ == 0 ? 1 : 0;
            else
                throw new FormatException($"'{text}' is not a step path such as 0.2.1.");
        }

        if (depth > MaxDepth || (digits == 0 && text.Length > 0))
            throw new FormatException($"'{text}' is not a step path such as 0.2.1 of at most {MaxDepth} levels.");
        return new(text);
    }

    public StepPath Child(int index) => new(IsRoot
        ? index.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Text}.{index}"));

    /// <summary>Whether this node is the other or lies below it.</summary>
    public bool IsWithin(StepPath scope) => IsWithin(Text, scope.Text);

    public static bool IsWithin(string path, string scope) =>
        scope.Length == 0
        || (path.StartsWith(scope, StringComparison.Ordinal) && (path.Length == scope.Length || path[scope.Length] == '.'));

    public PathSegments Segments => new(Text);

    public bool Equals(StepPath other) => Text == other.Text;

    public override bool Equals(object? obj) => obj is StepPath other && Equals(other);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;
}
