using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TypedTasks.Generators.Parsing;
using TypedTasks.Generators.Tests.Harness;

namespace TypedTasks.Generators.Tests;

/// <summary>What is read anew after an edit, and that it is always what a build would read.</summary>
public class EditTests
{
    private const string Tasks = """
        #nullable enable
        using Marked = TypedTasks.TaskAttribute;
        using static Demo.Limits;

        namespace Demo;

        /// <summary>Photos.</summary>
        public sealed partial class Photos(ILogger log) : IDisposable
        {
            /// <summary>Loads one.</summary>
            [Task(Queue = Names.Slow, MaxRetries = Most)]
            public static async Task<Photo> Load(string path, int size = Names.Size, CancellationToken cancellation = default)
            {
                var read = 1;
        #nullable disable
                await Task.Delay(read, cancellation);
                return new Photo(path, [size]);
            }

        #nullable restore
            [Marked("photos.show")]
            public Photo? Show(Photo? photo, params string[] words) => photo;

            private int shown = 1;

            public int Shown { get { return shown; } set => shown = value; }

        #if DEBUG
            [Task] public static void OnlyWhenDebugging() { }
        #else
            [Task, Obsolete("Show it")] public static void Never(Kind kind = Kind.Two) { if (kind == Kind.One) throw new NotSupportedException(); }
        #endif
            public void Dispose() { log = null!; }
        }
        """;

    private const string Data = """
        namespace Demo;

        public static class Names
        {
            public const string Slow = "slow";
            public const int Size = 3 * 4;
            public static readonly int Other = 5;
        }

        public static class Limits { public const int Most = 7; }

        public enum Kind { One = 1, Two = 2 }

        public sealed record Photo(string Path, IReadOnlyList<int> Sizes);

        public interface ILogger;

        public partial class Photos
        {
            [TypedTasks.Task] internal static (Kind, Photo) Both(Kind kind) => (kind, null!);
        }

        public class NotPartial { [Task] public static void Lost() { } }
        """;

    /// <summary>No edit may leave the editor with other code than a build makes: every token and every line is taken out, doubled, or put behind the next.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void AnEditLeadsToWhatABuildMakes(int file)
    {
        var compilation = Compiler.Create([Tasks, Data]);
        var tree = compilation.SyntaxTrees[file];
        var driver = (CSharpGeneratorDriver)Compiler.Driver().RunGenerators(compilation);
        var kept = 0;
        var edits = Edits(tree.GetRoot()).Distinct(StringComparer.Ordinal).ToList();
        foreach (var text in edits)
        {
            var edited = compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(text, Compiler.Parse, tree.FilePath));
            var after = driver.RunGenerators(edited);
            var fresh = Texts(Compiler.Driver().RunGenerators(edited));
            Assert.True(fresh.SequenceEqual(Texts(after)), $"After an edit something else is generated than by a build of\n{text}");
            Assert.True(Texts(after.RunGenerators(compilation)).SequenceEqual(Texts(driver)), $"Something else is generated after the edit was taken back\n{text}");
            kept += IsKept(after) ? 1 : 0;
        }

        Assert.InRange(kept, 1, edits.Count - 1);
    }

    [Theory]
    [InlineData("var read = 1;", "var read = 2; int more;")]
    [InlineData("=> photo;", "=> photo ?? new(\"\", []);")]
    [InlineData("return shown;", "return shown + 1;")]
    [InlineData("shown = value;", "shown = value + 1;")]
    [InlineData("shown = 1;", "shown = 2;")]
    [InlineData("log = null!;", "log = null!; /* Words. */")]
    [InlineData("Loads one.", "Loads a photo.")]
    [InlineData("    private int", "        private int")]
    [InlineData("throw new NotSupportedException();", "throw new NotSupportedException")]
    public void ABodyIsNotRead(string before, string after) => Assert.True(IsKept(Edited(before, after)));

    [Theory]
    [InlineData("    /// <summary>Loads one.</summary>\n", "")]
    [InlineData("#nullable restore", "#nullable enable")]
    [InlineData("#nullable disable", "#nullable enable")]
    [InlineData("Most)]", "6)]")]
    [InlineData("int size", "long size")]
    [InlineData("#if DEBUG", "#if !DEBUG")]
    [InlineData(" private int", " [Task] public static void More() { } private int")]
    [InlineData(": IDisposable", "")]
    [InlineData("using Marked = TypedTasks.TaskAttribute;", "using Marked = System.ObsoleteAttribute;")]
    public void ADeclarationIsRead(string before, string after) => Assert.False(IsKept(Edited(before, after)));

    /// <summary>A constant, an alias for every file, another reference, another option: none of them stands in the file of the tasks.</summary>
    [Fact]
    public void WhatAnotherFileSaysIsRead()
    {
        var compilation = Compiler.Create([Tasks, Data]);
        var driver = Compiler.Driver().RunGenerators(compilation);
        var data = compilation.SyntaxTrees[2];

        Assert.False(IsKept(driver.RunGenerators(compilation.ReplaceSyntaxTree(data, Parse(Data.Replace("\"slow\"", "\"fast\"", StringComparison.Ordinal), data.FilePath)))));
        Assert.True(IsKept(driver.RunGenerators(compilation.ReplaceSyntaxTree(data, Parse(Data.Replace("Other = 5", "Other = 6", StringComparison.Ordinal), data.FilePath)))));

        var aliased = compilation.AddSyntaxTrees(Parse("global using Job = TypedTasks.TaskAttribute;", "Global.cs"), Parse("public static partial class Aliased { [Job] public static void Run() { } }", "Aliased.cs"));
        Assert.Contains(driver.RunGenerators(aliased).GetRunResult().Results.Single().GeneratedSources, static s => s.HintName.StartsWith("Aliased.", StringComparison.Ordinal));

        AssertAsABuild(compilation.RemoveReferences(compilation.ExternalReferences.Single(static r => r.Display!.EndsWith("TypedTasks.dll", StringComparison.Ordinal))));
        AssertAsABuild(compilation.WithOptions(compilation.Options.WithNullableContextOptions(NullableContextOptions.Disable)));
        AssertAsABuild(compilation.WithAssemblyName("Renamed"));
        AssertAsABuild(compilation.RemoveSyntaxTrees(data));

        void AssertAsABuild(CSharpCompilation changed) =>
            Assert.Equal(Texts(Compiler.Driver().RunGenerators(changed)), Texts(driver.RunGenerators(changed)));
    }

    /// <summary>Marked methods are looked for by the names that attributes may have.</summary>
    [Theory]
    [InlineData("public static partial class A { [TaskAttribute] public static void Run() { } }")]
    [InlineData("public static partial class A { [global::TypedTasks.Task] public static void Run() { } }")]
    [InlineData("public static partial class A { [Obsolete, TypedTasks.TaskAttribute()] public static void Run() { } }")]
    [InlineData("using JobAttribute = TypedTasks.TaskAttribute; public static partial class A { [Job] public static void Run() { } }")]
    [InlineData("namespace N { using Job = TypedTasks.TaskAttribute; public static partial class A { [Job] public static void Run() { } } }")]
    [InlineData("using T = TypedTasks; public static partial class A { [T::Task] public static void Run() { } }")]
    [InlineData("namespace N.M; public partial interface I { public static partial class A { public static int Field; [Task] public static void Run() { } } }")]
    public void AMarkedMethodIsFound(string source)
    {
        var generated = Compiler.Driver().RunGenerators(Compiler.Create([source])).GetRunResult().Results.Single().GeneratedSources;
        Assert.Contains(generated, static s => s.SourceText.ToString().Contains("Run(", StringComparison.Ordinal));
    }

    /// <summary>An editor makes a compilation per keystroke; the generator must not keep the ones that are over.</summary>
    [Fact]
    public void CompilationsThatAreOverAreLetGo()
    {
        var (driver, first) = Run();
        GC.Collect();
        Assert.False(first.TryGetTarget(out _));
        Assert.NotEmpty(driver.GetRunResult().Results.Single().GeneratedSources);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static (GeneratorDriver, WeakReference<Compilation>) Run()
        {
            var compilation = Compiler.Create([Tasks, Data]);
            var edited = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[1], Parse(Tasks.Replace("read = 1", "read = 2", StringComparison.Ordinal), "Source1.cs"));
            // Steps are not tracked: that alone keeps what they were given.
            var driver = CSharpGeneratorDriver.Create([new TaskGenerator().AsSourceGenerator()], parseOptions: Compiler.Parse);
            return (driver.RunGenerators(compilation).RunGenerators(edited), new(compilation));
        }
    }

    /// <summary>A driver may ask for what it has let go, after a failure of another step.</summary>
    [Fact]
    public void ACompilationThatWasLetGoIsMadeAgain()
    {
        var (declarations, first) = Make();
        GC.Collect();
        Assert.False(first.TryGetTarget(out _));
        var again = declarations.Compilation;
        Assert.Equal(("Demo", 3, true), (again.AssemblyName, again.SyntaxTrees.Length, declarations.Equals(new(again))));
        Assert.Equal(["global::Demo.Photos"], TaskClassFinder.Find(declarations, default).Select(static c => c.Type));

        [MethodImpl(MethodImplOptions.NoInlining)]
        static (Declarations, WeakReference<Compilation>) Make()
        {
            var compilation = Compiler.Create([Tasks, Data]);
            return (new(compilation), new(compilation));
        }
    }

    private static GeneratorDriver Edited(string before, string after)
    {
        var compilation = Compiler.Create([Tasks, Data]);
        Assert.Contains(before, Tasks, StringComparison.Ordinal);
        var tree = compilation.SyntaxTrees[1];
        return Compiler.Driver().RunGenerators(compilation)
            .RunGenerators(compilation.ReplaceSyntaxTree(tree, Parse(Tasks.Replace(before, after, StringComparison.Ordinal), tree.FilePath)));
    }

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, Compiler.Parse, path);

    private static bool IsKept(GeneratorDriver driver) =>
        driver.GetRunResult().Results.Single().TrackedSteps[TrackingNames.Classes]
            .SelectMany(static s => s.Outputs)
            .All(static o => o.Reason == IncrementalStepRunReason.Cached);

    private static List<string> Texts(GeneratorDriver driver) =>
        [.. driver.GetRunResult().Results.Single().GeneratedSources.Select(static s => s.HintName + "\n" + s.SourceText).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Edits(SyntaxNode root)
    {
        var text = root.ToFullString();
        foreach (var span in root.DescendantTokens().Select(static t => t.Span).Where(static s => !s.IsEmpty))
        {
            yield return text.Remove(span.Start, span.Length);
            yield return text.Insert(span.End, $" {text[span.Start..span.End]}");
        }

        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            yield return string.Join('\n', lines.Where((_, n) => n != i));
            if (i > 0)
                yield return string.Join('\n', [.. lines[..(i - 1)], lines[i], lines[i - 1], .. lines[(i + 1)..]]);
        }
    }
}
