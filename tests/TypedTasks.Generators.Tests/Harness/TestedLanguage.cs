using Microsoft.CodeAnalysis.CSharp;

namespace TypedTasks.Tests.Harness;

/// <summary>The version of C# that the programs of the tests are written in; build/next-compiler.sh asks for the ones to come.</summary>
internal static class TestedLanguage
{
    public static LanguageVersion Version { get; } = Environment.GetEnvironmentVariable("TYPEDTASKS_LANGUAGE") is not { Length: > 0 } name
        ? LanguageVersion.CSharp14
        : LanguageVersionFacts.TryParse(name, out var version)
            ? version
            : throw new InvalidOperationException($"TYPEDTASKS_LANGUAGE is '{name}', which this compiler does not know.");
}
