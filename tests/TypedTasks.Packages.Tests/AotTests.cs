using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using TypedTasks.Packages.Tests.Harness;

namespace TypedTasks.Packages.Tests;

/// <summary>The sample that is published as native code; not while the same projects are being packed.</summary>
[Collection(nameof(PackageFeed))]
public sealed partial class AotTests
{
    private const string Book =
        "summer/a.jpg@200:12 summer/bb.jpg@200:13 summer/ccc.jpg@200:14 | winter/a.jpg@200:12 winter/bb.jpg@200:13";

    [SkippableTheory]
    [InlineData("Amqp")]
    [InlineData("ServiceBus")]
    public async Task The_sample_publishes_as_native_code_without_warnings_and_runs_a_flow_over_the_emulator(string transport)
    {
        Skip.IfNot(OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64, "The native build is tested on linux-x64.");
        Skip.IfNot(OnPath("clang") || OnPath("gcc"), "No clang or gcc to link with.");
        using var folder = new TemporaryFolder();
        var publish = await Command.RunAsync(
            "dotnet",
            folder.Path,
            ["publish", Repository.At("samples/AotSmoke"), "-c", "Release", "-r", "linux-x64", "-o", folder.Path, "-tl:off", $"-p:Transport={transport}"]);
        Skip.If(NoCompiler().IsMatch(publish.Output), "The native compiler's package cannot be restored.");
        publish.Succeeded();
        Assert.Empty(Warning().Matches(publish.Output).Select(static m => m.Value).Distinct());
        var run = await Command.RunAsync(folder["AotSmoke"], folder.Path, []);
        Assert.Equal(Book, run.Succeeded().Trim());
    }

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(p => File.Exists(Path.Combine(p, program)));

    [GeneratedRegex(@"error NU\d+.*ILCompiler")]
    private static partial Regex NoCompiler();

    [GeneratedRegex(@"(warning|error) IL\d+:[^\n]*")]
    private static partial Regex Warning();
}
