namespace WebSpace;

/// <summary>The tasks. From each the generator makes a factory of the same name, in <c>Greetings.Tasks</c>.</summary>
public partial class Greetings(ILogger<Greetings> logger)
{
    [Task]
    public static string Greet(string name) => $"Hello {name}";

    [Task]
    public static int Count(string text) => text.Length;

    [Task]
    public static string Shout(string text) => text.ToUpperInvariant();

    // Not static: it gets what it needs by the constructor.
    [Task]
    public string Report(string text, int letters)
    {
        logger.LogInformation("{Letters} letters were counted", letters);
        return $"{text}, {letters} letters";
    }
}
