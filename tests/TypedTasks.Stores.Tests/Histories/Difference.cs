namespace TypedTasks.Stores.Tests;

/// <summary>Two stores that do not mean the same.</summary>
/// <param name="Position">The step at which it shows, from 0.</param>
/// <param name="Step">That step.</param>
/// <param name="Left">What is seen of one.</param>
/// <param name="Right">What is seen of the other.</param>
internal sealed record Difference(int Position, Step Step, string Left, string Right)
{
    public override string ToString()
    {
        var same = Left.Zip(Right).TakeWhile(static p => p.First == p.Second).Count();
        var from = Math.Max(0, same - 60);
        return $"step {Position}, {Step}:\n    …{Cut(Left[from..])}\n    …{Cut(Right[from..])}";
    }

    private static string Cut(string text) => text.Length <= 400 ? text : $"{text[..400]}…";
}
