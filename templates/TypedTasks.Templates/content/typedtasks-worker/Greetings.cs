
namespace WorkerSpace;

/// <summary>The tasks. From each the generator makes a factory of the same name, in <c>Greetings.Tasks</c>.</summary>
public static partial class Greetings
{
    [Task]
    public static string Greet(string name) => $"Hello {name}";

    [Task]
    public static int Count(string text) => text.Length;

    [Task]
    public static string Shout(string text) => text.ToUpperInvariant();

    [Task]
    public static string Report(string text, int letters) => $"{text}, {letters} letters";
}
