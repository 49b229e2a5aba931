using System.Runtime.CompilerServices;

namespace TypedTasks.Generators.Tests.Harness;

/// <summary>
/// Compares generated files with those checked in under Verified; a missing or an extra one fails too. With
/// TYPEDTASKS_ACCEPT=1 in the environment they are rewritten instead.
/// </summary>
internal static class Snapshot
{
    public static void Match(IReadOnlyDictionary<string, string> files, [CallerMemberName] string test = "")
    {
        var folder = Path.Combine(Repository.At("tests/TypedTasks.Generators.Tests/Verified"), test);
        if (Setting.Accepts)
            Accept(files, folder);

        var verified = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.verified.cs") : [];
        Assert.Equal(files.Keys.Select(VerifiedName).Order(StringComparer.Ordinal), verified.Select(Path.GetFileName).Order(StringComparer.Ordinal));
        foreach (var (name, text) in files)
            Assert.Equal(File.ReadAllText(Path.Combine(folder, VerifiedName(name))), text);
    }

    private static void Accept(IReadOnlyDictionary<string, string> files, string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        foreach (var (name, text) in files)
            File.WriteAllText(Path.Combine(folder, VerifiedName(name)), text);
    }

    private static string VerifiedName(string hintName) => Path.ChangeExtension(hintName, null) + ".verified.cs";
}
