using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TypedTasks.Generated;
using TypedTasks.Generators;

namespace TypedTasks.Analyzers.Tests.Harness;

/// <summary>A program that was compiled with the generator and loaded beside others of the same name.</summary>
internal sealed class Loaded
{
    private readonly Assembly assembly;

    private Loaded(Assembly assembly) => this.assembly = assembly;

    /// <summary>Its tasks, as its <c>AddDemoTasks()</c> adds them.</summary>
    public ITaskRegistry Registry =>
        (ITaskRegistry)assembly.GetType("TypedTasks.Generated.DemoTaskRegistry", throwOnError: true)!.GetField("Instance")!.GetValue(null)!;

    /// <summary>Compiles, and fails the test with what the compiler says.</summary>
    public static Loaded From(params string[] sources)
    {
        var compilation = Compile(isImported: true, sources);
        var errors = compilation.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error);
        Assert.True(!errors.Any(), string.Join("\n", errors));
        return From(compilation);
    }

    /// <summary>The sources with what our generator, and that of the serializer, add to them.</summary>
    /// <param name="isImported">Whether the project imports the namespace of the runtime.</param>
    /// <param name="sources">The files.</param>
    public static Compilation Compile(bool isImported, IEnumerable<string> sources)
    {
        var compilation = Together.Create(sources.Select(static (text, i) => ($"Source{i}.cs", text)), isImported: isImported);
        // Only a context needs the serializer's generator, which comes with the SDK.
        var driver = compilation.SyntaxTrees.Any(static t => t.ToString().Contains(": JsonSerializerContext", StringComparison.Ordinal))
            ? CSharpGeneratorDriver.Create([new TaskGenerator().AsSourceGenerator(), JsonGenerator()], parseOptions: Together.Parse)
            : Together.Driver();
        driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out var fromGenerator);
        Assert.Empty(fromGenerator);
        return output;
    }

    public static Loaded From(Compilation compilation)
    {
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(static d => d.Severity == DiagnosticSeverity.Error)));
        image.Position = 0;
        return new(new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(image));
    }

    private static ISourceGenerator JsonGenerator()
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "../../../packs/Microsoft.NETCore.App.Ref"));
        var file = Directory.GetFiles(root, "System.Text.Json.SourceGeneration.dll", SearchOption.AllDirectories)
            .Where(static f => f.Contains("/cs/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Last();
        return ((IIncrementalGenerator)Activator.CreateInstance(Assembly.LoadFrom(file).GetType("System.Text.Json.SourceGeneration.JsonSourceGenerator", throwOnError: true)!)!).AsSourceGenerator();
    }

    /// <summary>Calls a static method that takes one argument and awaits it.</summary>
    public Task Run(string type, string method, object argument) =>
        (Task)assembly.GetType(type, throwOnError: true)!.GetMethod(method)!.Invoke(null, [argument])!;

    /// <summary>The type of the first parameter of a static method.</summary>
    public Type ParameterType(string type, string method) => assembly.GetType(type, throwOnError: true)!.GetMethod(method)!.GetParameters()[0].ParameterType;

    /// <summary>Calls a static method, or reads a static property, of a class.</summary>
    public object Get(string type, string member)
    {
        var found = assembly.GetType(type, throwOnError: true)!;
        const BindingFlags Static = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static;
        return found.GetProperty(member, Static) is { } property ? property.GetValue(null)! : found.GetMethod(member, Static)!.Invoke(null, null)!;
    }
}
