using Microsoft.CodeAnalysis.CSharp;
using TypedTasks.Analyzers.Shape;
using Project = TypedTasks.Analyzers.Tests.Harness.Project;

namespace TypedTasks.Analyzers.Tests.Shape;

public class LanguageVersionTests
{
    private const string Source = """
        static partial class First { [Task] public static void Do() { } }
        static partial class Second { [Task] public static void Do() { } }
        static class Flows { static object Run(Signature<int> a, Signature<int> b) => a >> b; }
        """;

    [Theory]
    [InlineData(LanguageVersion.CSharp12, new[]
    {
        "First: TypedTasks needs C# 14, and this project is compiled as C# 12.0: set <LangVersion>14</LangVersion> in the project file, or leave LangVersion out",
        "a >> b: This operator needs C# 14, and this project is compiled as C# 12.0: set <LangVersion>14</LangVersion> in the project file, or write it in words, such as .Then(…)",
    })]
    [InlineData(LanguageVersion.CSharp13, new[]
    {
        "a >> b: This operator needs C# 14, and this project is compiled as C# 13.0: set <LangVersion>14</LangVersion> in the project file, or write it in words, such as .Then(…)",
    })]
    [InlineData(LanguageVersion.CSharp14, new string[0])]
    [InlineData(LanguageVersion.Preview, new string[0])]
    public async Task SpeaksOfWhatTheVersionLacks(LanguageVersion version, string[] messages) => Assert.Equal(messages, await Reports(Source, version));

    [Theory]
    [InlineData("static class Plain { static int Or(int a, int b) => a >> b; }")]
    [InlineData("class NoTask { void Do() { } }")]
    public async Task IsSilentWhereThereIsNothingOfOurs(string source) => Assert.Empty(await Reports(source, LanguageVersion.CSharp12));

    private static async Task<IEnumerable<string>> Reports(string source, LanguageVersion version)
    {
        var document = Project.Create(source);
        var older = document.Project.WithParseOptions(new CSharpParseOptions(version)).GetDocument(document.Id)!;
        return (await Project.Analyze(older, new LanguageVersionAnalyzer())).Select(d => $"{source.Substring(d.Location.SourceSpan.Start, d.Location.SourceSpan.Length)}: {d.GetMessage()}");
    }
}
