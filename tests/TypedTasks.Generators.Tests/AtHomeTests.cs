using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TypedTasks.Generators.Tests.Harness;

namespace TypedTasks.Generators.Tests;

/// <summary>Generated code compiles without a warning beside whatever the user has written around it.</summary>
public class AtHomeTests
{
    [Theory]
    // Names that a base class has: a list of that name, a base with tasks, a generic one, one of another depth.
    [InlineData("public abstract class Todo { public List<string> Tasks { get; } = []; } public partial class C : Todo { [Task] public void Do() { } }")]
    [InlineData("public partial class B { [Task] public static void Do() { } } public partial class C : B { [Task] public static void Do2() { } }")]
    [InlineData("public class A { protected class Tasks; } public class B : A; public partial class C : B { [Task] public static void Do() { } }")]
    [InlineData("public class A<T> { public void Tasks() { } } public partial class C : A<int> { [Task] public static void Do() { } }")]
    [InlineData("public class A { private int Tasks; public int Read() => Tasks++; } public partial class C : A { [Task] public static void Do() { } }")]
    [InlineData("public partial class B { [Task] public static void Do(int a) { } } public partial class C : B { [Task] public static void Do(string a) { } }")]
    [InlineData("public partial class B { [Task(\"b\")] public static int Do(int a) => a; } public partial class C : B { [Task(\"c\")] public static new int Do(int a) => a; }")]
    [InlineData("public class A { public class DoSignature; public class TaskInvokers; } public partial class C : A { [Task] public static void Do() { } }")]
    [InlineData("public partial class C { [Task] public static void Do() { } public partial class D : C { [Task] public static void Do2() { } } }")]
    [InlineData("public partial class C { [Pipeline] public static ISignature<Unit> P => Tasks.Do(); [Task] public static void Do() { } } public partial class D : C { [Pipeline] public static ISignature<Unit> Q => C.Tasks.Do(); }")]
    [InlineData("public class A { public int Pipelines = 1; } public partial class C : A { [Pipeline] public static ISignature<Unit> P => Tasks.Do(); [Task] public static void Do() { } }")]
    public void NamesOfABaseClass(string source) => GeneratorCheck.Run(source);

    [Theory]
    [InlineData("ToString")]
    [InlineData("GetType")]
    [InlineData("GetHashCode")]
    [InlineData("MemberwiseClone")]
    [InlineData("Finalize")]
    [InlineData("Run")]
    [InlineData("Definitions")]
    [InlineData("TypedTasks")]
    [InlineData("System")]
    [InlineData("global")]
    [InlineData("@class")]
    [InlineData("@await")]
    [InlineData("record")]
    [InlineData("field")]
    [InlineData("value")]
    [InlineData("var")]
    [InlineData("dynamic")]
    [InlineData("nameof")]
    [InlineData("when")]
    [InlineData("scoped")]
    [InlineData("extension")]
    [InlineData("_")]
    [InlineData("__")]
    [InlineData("größe")]
    public void NamesOfTasks(string name)
    {
        GeneratorCheck.Run($$"""public static partial class C { [Task("c.one")] public static int {{name}}(int a, int b) => a; }""");
        GeneratorCheck.Run($$"""public static partial class C { [Task("c.one")] public static int Do(int {{name}}, int b = 1) => b; }""");
        GeneratorCheck.Run($$"""public static partial class C { [Task("c.one")] public static int Do(this int {{name}}) => 1; }""");
    }

    [Theory]
    [InlineData("new bool Equals(object? other)")]
    [InlineData("new bool Equals(object? one, object? other)")]
    [InlineData("new bool ReferenceEquals(object? one, object? other)")]
    [InlineData("bool Equals(int a)")]
    [InlineData("bool ToString(string format)")]
    public void NamesOfTasksThatHideThoseOfObject(string task) =>
        GeneratorCheck.Run($$"""public static partial class C { [Task("c.one")] public static {{task}} => true; }""");

    [Theory]
    [InlineData("@class")]
    [InlineData("@record")]
    [InlineData("@field")]
    [InlineData("@await")]
    [InlineData("@dynamic")]
    [InlineData("@var")]
    [InlineData("@nint")]
    [InlineData("@notnull")]
    [InlineData("@file")]
    [InlineData("@scoped")]
    [InlineData("@required")]
    [InlineData("@extension")]
    [InlineData("@allows")]
    [InlineData("StepInvocation")]
    [InlineData("ValueTask")]
    [InlineData("DemoTaskRegistry")]
    public void NamesOfTypes(string name)
    {
        GeneratorCheck.Run($$"""public static partial class {{name}} { [global::TypedTasks.Task] public static int Do(int a) => a; }""");
        GeneratorCheck.Run($$"""public sealed record {{name}}(int A); public static partial class C { [global::TypedTasks.Task] public static {{name}} Do({{name}} a, {{name}}? b = null) => a; }""");
        GeneratorCheck.Run($$"""namespace N.{{name}} { public partial class @base { public static partial class C { [global::TypedTasks.Task] public static int Do(int a) => a; } } }""");
    }

    [Theory]
    [InlineData("[Task, Obsolete] public static int Do(int a) => a;")]
    [InlineData("[Task, Obsolete(\"Use Other.\", true)] public static int Do(int a) => a;")]
    [InlineData("[Task, Obsolete(\"Use Other.\", error: true)] public static void Do(int a, int b) { }")]
    [InlineData("[Task, Obsolete(\"Use Other.\", true, DiagnosticId = \"ACME1\", UrlFormat = \"https://acme/{0}\")] public static int Do(int a) => a;")]
    [InlineData("[Task, Obsolete(\"x\", true)] public static Old Do(Old a) => a;")]
    [InlineData("[Task, Obsolete(\"x\", true)] public static List<Old> Do((Old, int) a, Old[] b, Old? c = null) => [];")]
    [InlineData("[Task, Obsolete] public static void Do([FromServices] Old a) { }")]
    public void Obsolete(string task)
    {
        GeneratorCheck.Run($"[Obsolete(\"x\", true)] public sealed record Old(int A); public static partial class C {{ {task} }}");
        GeneratorCheck.Run($"[Obsolete(\"x\", true)] public sealed record Old(int A); public partial class C {{ {task.Replace("static ", "", StringComparison.Ordinal)} }}");
    }

    [Theory]
    [InlineData("[Obsolete(\"x\", true)] public sealed record Old(int A); [Obsolete(\"x\", true)] public static partial class C { [Task] public static Old Do(Old a) => a; }")]
    [InlineData("[Obsolete] public static partial class C { [Task] public static int Do(int a) => a; }")]
    [InlineData("[Obsolete(\"x\", true)] public static partial class Outer { public static partial class C { [Task] public static int Do(int a) => a; } }")]
    [InlineData("[Obsolete(\"x\", true)] public partial class C { public C(IDisposable a) { } [Task] public int Do(int a) => a; }")]
    [InlineData("public partial class C { [Obsolete(\"x\", true)] public C(IDisposable a) { } [Task] public int Do(int a) => a; }")]
    [InlineData("public enum E { A, [Obsolete(\"x\", true)] B } public static partial class C { [Task] public static int Do(E a = (E)1) => 1; }")]
    [InlineData("[Obsolete(\"x\", true)] public static partial class C { [Pipeline] public static ISignature<Unit> P => Tasks.Do(); [Task] public static void Do() { } }")]
    [InlineData("public static partial class C { [Pipeline, Obsolete(\"x\", true)] public static ISignature<Unit> P => Tasks.Do(); [Task, Obsolete(\"x\", true)] public static void Do() { } }")]
    public void ObsoleteTypes(string source) => GeneratorCheck.Run(source);

    [Theory]
    [InlineData("public static partial class C { [Task, Experimental(\"ACME001\")] public static int Guess(int x) => x; }")]
    [InlineData("public static partial class C { [Task, Experimental(\"ACME001\", UrlFormat = \"https://acme/{0}\", Message = \"Not yet.\")] public static int Guess(int x) => x; }")]
    [InlineData("[Experimental(\"ACME001\")] public static partial class C { [Task] public static int Guess(int x) => x; }")]
    [InlineData("[Experimental(\"ACME001\")] public static partial class Outer { public static partial class C { [Task] public static int Guess(int x) => x; } }")]
    [InlineData("[Experimental(\"ACME001\")] public sealed record New(int A);\n#pragma warning disable ACME001\npublic static partial class C { [Task] public static New Guess(New x) => x; }")]
    [InlineData("[Experimental(\"ACME001\")] public sealed record New(int A);\n#pragma warning disable ACME001\npublic static partial class C { [Task] public static List<New> Guess((New, int) x, New[] y, New? z = null) => []; }")]
    [InlineData("[Experimental(\"ACME001\")] public interface INew;\n#pragma warning disable ACME001\npublic partial class C(INew a) { public INew A => a; [Task] public int Guess(int x, [FromServices] INew y) => x; }")]
    [InlineData("public partial class C { [Experimental(\"ACME001\")] public C() { } [Task] public int Guess(int x) => x; }")]
    [InlineData("public static partial class C { [Pipeline, Experimental(\"ACME001\")] public static ISignature<Unit> P => Tasks.Do(); [Task, Experimental(\"ACME001\")] public static void Do() { } }")]
    public void Experimental(string source) => GeneratorCheck.Run("using System.Diagnostics.CodeAnalysis;\n" + source);

    [Theory]
    [InlineData("public required IDisposable A { get; init; }")]
    [InlineData("public required IDisposable A { get; set; } public required IServiceProvider @class;")]
    [InlineData("public required IDisposable? A { get; init; }")]
    [InlineData("[System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public C() => A = null!; public required IDisposable A { get; init; }")]
    [InlineData("public required IDisposable A { get; init; } public C(IServiceProvider b) { }")]
    [InlineData("public required int A { get; init; }")]
    [InlineData("public required IDisposable A { get; init; } public void Dispose() { }")]
    public void RequiredMembers(string members)
    {
        GeneratorCheck.Run($"public partial class C {{ {members} [Task] public void Do(int a) {{ }} }}");
        GeneratorCheck.Run($"public class B {{ {members.Replace("C(", "B(", StringComparison.Ordinal).Replace("B(IServiceProvider b)", "B()", StringComparison.Ordinal)} }} public partial class C : B {{ {(members.Contains("SetsRequired", StringComparison.Ordinal) ? "[System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public C() { }" : "")} [Task] public void Do(int a) {{ }} }}");
    }

    [Fact]
    public void CallersAreThoseOfTheFactory()
    {
        var written = GeneratorCheck.Run("""
            using System.Runtime.CompilerServices;
            public static partial class C
            {
                [Task] public static void Do(int a, [CallerMemberName] string member = "", [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0, [CallerArgumentExpression(nameof(a))] string said = "") { }
                [Task] public static void Only([CallerLineNumber] long line = 0) { }
            }
            """).Single(static f => f.Key.Contains("Signatures", StringComparison.Ordinal)).Value;

        Assert.Contains("Do(int a, [global::System.Runtime.CompilerServices.CallerMemberName] string member = \"\"", written, StringComparison.Ordinal);
        // The partial factory has no argument whose expression it could tell.
        Assert.Single(written.Split("CallerArgumentExpression(\"a\")").Skip(1));
        Assert.Equal(3, written.Split("CallerLineNumber]").Length - 1);
    }

    [Theory]
    [InlineData("[Optional, DateTimeConstant(630822816000000000)] DateTime at")]
    [InlineData("int a, [Optional, DateTimeConstant(0)] DateTime at")]
    [InlineData("[Optional, DecimalConstant(1, 0, 0u, 0u, 15u)] decimal price")]
    [InlineData("decimal price = 1.5m")]
    [InlineData("[Optional] int a")]
    [InlineData("[Optional] string a")]
    [InlineData("[Optional, DefaultParameterValue(7)] int a")]
    [InlineData("[Optional, DefaultParameterValue(\"x\")] string a, int b = 2")]
    [InlineData("[Optional] int a, string b")]
    [InlineData("[Optional] DateTime a, [Optional] Guid? b, [Optional] decimal? c")]
    [InlineData("DayOfWeek a = (DayOfWeek)99, nint b = 3, char c = '\\0', float d = float.NaN, double? e = null, StringComparison? f = StringComparison.Ordinal")]
    [InlineData("[DefaultParameterValue(null), Optional] object? a")]
    public void DefaultsByAttribute(string parameters) =>
        GeneratorCheck.Run($"using System.Runtime.CompilerServices; using System.Runtime.InteropServices; public static partial class C {{ [Task] public static void Do({parameters}) {{ }} }}");

    [Theory]
    [InlineData("Shop.Core", "ShopCore")]
    [InlineData("Shop-Core", "Shop.Core", "ShopCore", "Shop_Core")]
    [InlineData("Shop", "Shop.Tasks")]
    [InlineData("shop", "Shop")]
    public void AssembliesWhoseNamesDifferInLittle(params string[] names)
    {
        var application = Compiler.Create("App", "static class Program { static void Add(TypedTasksBuilder b) => b" + string.Concat(names.Select(Generators.Models.AssemblyNames.Method).Distinct().Select(static m => $".{m}()")) + "; }");
        foreach (var name in names)
        {
            var library = Compiler.Generate(Compiler.Create(name, "namespace Shop; public static partial class Orders { [Task] public static void Do() { } }"));
            Assert.Empty(library.Problems());
            application = application.AddReferences(library.ToMetadataReference());
        }

        GeneratorCheck.Run(application);
        // An application with tasks, and one of such a name itself.
        GeneratorCheck.Run(application.AddSyntaxTrees(CSharpSyntaxTree.ParseText("public static partial class Mine { [Task] public static void Do() { } }", Compiler.Parse, "Mine.cs")));
        GeneratorCheck.Run(application.WithAssemblyName("Shop_.Core").AddSyntaxTrees(CSharpSyntaxTree.ParseText("public static partial class Mine { [Task] public static void Do() { } }", Compiler.Parse, "Mine.cs")));
    }

    [Fact]
    public void AnAssemblyThatIsKnownByAnAlias()
    {
        var application = Compiler.Create("App", "extern alias Other; static class Program { static void Add(TypedTasksBuilder b) => b.AddShopCoreTasks(); }");
        foreach (var (name, alias) in new[] { ("Shop.Core", "global"), ("ShopCore", "Other") })
        {
            var library = Compiler.Generate(Compiler.Create(name, "namespace Shop; public static partial class Orders { [Task] public static void Do() { } }"));
            application = application.AddReferences(library.ToMetadataReference([alias]));
        }

        GeneratorCheck.Run(application);
    }

    [Theory]
    [InlineData("bench-typedtasks", "AddBenchTypedtasksTasks")]
    [InlineData("7zip", "Add7zipTasks")]
    [InlineData("a b", "AddABTasks")]
    [InlineData("I", "AddITasks")]
    [InlineData("System", "AddSystemTasks")]
    public void NamesOfAssemblies(string name, string method)
    {
        var files = GeneratorCheck.Run(Compiler.Create(name, "public static partial class C { [Task] public static void Do() { } }"));

        Assert.Contains($" {method}(this ", files["TypedTasks.Extensions.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void LongNames()
    {
        var (type, other, space) = (new string('T', 239), new string('T', 238) + "t", string.Join('.', Enumerable.Repeat(new string('N', 60), 5)));
        var files = GeneratorCheck.Run($"namespace {space}; public static partial class {type} {{ [Task] public static int Do(int a) => a; }} public static partial class {other} {{ [Task] public static int {type}(int {other}) => 1; }}");

        Assert.All(files.Keys, static f => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(f), 1, 200));
        Assert.Equal(files.Count, files.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void LongNamesOfWideLetters()
    {
        var type = new string('型', 239);
        var files = GeneratorCheck.Run($"public static partial class {type} {{ [Task] public static int Do(int a) => a; }}");

        Assert.All(files.Keys, static f => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(f), 1, 200));
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.CSharp13)]
    [InlineData(LanguageVersion.Latest)]
    [InlineData(LanguageVersion.Preview)]
    public void OtherVersionsOfTheLanguage(LanguageVersion version)
    {
        var parse = Compiler.Parse.WithLanguageVersion(version);
        var written = Compiler.Create("Demo", "public partial interface I { [Task] int Do(int a, string b = \"x\"); } [TaskImplementation] public sealed class C(IDisposable x) : I { public IDisposable X => x; public int Do(int a, string b) => a; } public static partial class D { [Task] public static List<int> Do((int, string) a, int b) => []; }");
        var compilation = written.RemoveAllSyntaxTrees().AddSyntaxTrees(written.SyntaxTrees.Select(t => CSharpSyntaxTree.ParseText(t.GetText(), parse, t.FilePath)));
        CSharpGeneratorDriver.Create([new TaskGenerator().AsSourceGenerator()], parseOptions: parse).RunGeneratorsAndUpdateCompilation(compilation, out var output, out var diagnostics);

        Assert.Empty(diagnostics);
        Assert.Empty(output.Problems());
    }
}
