using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace TypedTasks.Packages.Tests.Harness;

/// <summary>Publishes projects of the repository as native code; not while the same projects are being packed.</summary>
internal static partial class NativePublish
{
    /// <summary>Publishes a project. Whatever is warned of is an error.</summary>
    /// <param name="project">The folder of the project, below the repository.</param>
    /// <param name="folder">Where the program goes.</param>
    /// <param name="more">What else is said to MSBuild.</param>
    public static async Task RunAsync(string project, TemporaryFolder folder, params string[] more)
    {
        Skip.IfNot(OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64, "The native build is tested on linux-x64.");
        Skip.IfNot(IsOnPath("clang") || IsOnPath("gcc"), "No clang or gcc to link with.");
        var publish = await Command.RunAsync(
            "dotnet",
            folder.Path,
            ["publish", Repository.At(project), "-c", "Release", "-r", "linux-x64", "-o", folder.Path, "-tl:off", "-warnaserror", .. more]);
        Skip.If(NoCompiler().IsMatch(publish.Output), "The native compiler's package cannot be restored.");
        publish.Succeeded();
        Assert.Empty(Warning().Matches(publish.Output).Select(static m => m.Value).Distinct());
    }

    public static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(p => File.Exists(Path.Combine(p, program)));

    [GeneratedRegex(@"error NU\d+.*ILCompiler")]
    private static partial Regex NoCompiler();

    [GeneratedRegex(@"(warning|error) IL\d+:[^\n]*")]
    private static partial Regex Warning();
}
