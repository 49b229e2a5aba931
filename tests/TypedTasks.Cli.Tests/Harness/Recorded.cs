namespace TypedTasks.Cli.Tests;

/// <summary>Recorded terminal sessions: with TYPEDTASKS_ACCEPT=1 they are written anew, to be read in the diff.</summary>
internal static class Recorded
{
    public static void Same(string name, string text)
    {
        var path = Repository.At($"tests/TypedTasks.Cli.Tests/Sessions/{name}.txt");
        if (Setting.Accepts)
            File.WriteAllText(path, text);
        Assert.True(File.Exists(path), $"{path} is not there: run this test with TYPEDTASKS_ACCEPT=1, and read what it writes.");
        Assert.Equal(File.ReadAllText(path), text);
    }
}
