using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedTasks.Structure.Tests;

/// <summary>The sources of <c>src/</c> as the compiler understands them: who names whose declarations.</summary>
internal sealed class Sources
{
    private static readonly Lazy<Sources> All = new(static () => new(Repository.Root));

    private static readonly string[] ImplicitUsings =
        ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];

    private readonly string root;
    private readonly Dictionary<string, Compilation> compilations = [];

    private Sources(string root)
    {
        this.root = root;
        var projects = Directory.GetDirectories(Path.Combine(root, "src")).Select(static d => Path.GetFileName(d)!).Order(StringComparer.Ordinal).ToArray();
        foreach (var project in projects)
            compilations[project] = Compile(project);
        foreach (var project in projects)
            compilations[project] = compilations[project].AddReferences(ProjectsOf(project).Select(p => compilations[p].ToMetadataReference()));
        Files = [.. compilations.SelectMany(c => c.Value.SyntaxTrees.Where(static t => t.FilePath.Length > 0).Select(t => Read(c.Value, t)))];
    }

    public static Sources OfSrc => All.Value;

    /// <summary>The sources of another checkout of the repository, read against the packages of this one.</summary>
    public static Sources Of(string root) => new(root);

    public IReadOnlyList<SourceFile> Files { get; }

    public IEnumerable<Compilation> Compilations => compilations.Values;

    private CSharpCompilation Compile(string project)
    {
        var options = new CSharpParseOptions(LanguageVersion.CSharp14);
        var folder = Path.Combine(root, "src", project);
        var trees = Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(f => !Path.GetRelativePath(folder, f).StartsWith("obj", StringComparison.Ordinal) && !Path.GetRelativePath(folder, f).StartsWith("bin", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(f => CSharpSyntaxTree.ParseText(File.ReadAllText(f), options, Path.GetRelativePath(Path.Combine(root, "src"), f).Replace('\\', '/')));
        var usings = CSharpSyntaxTree.ParseText(string.Concat(ImplicitUsings.Select(static u => $"global using {u};\n")), options);
        return CSharpCompilation.Create(
            project, trees.Prepend(usings), [.. Net100.References.All, .. Packages], new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    private static IEnumerable<MetadataReference> Packages => Directory.GetFiles(AppContext.BaseDirectory, "*.dll")
        .Where(static f => !Path.GetFileName(f).StartsWith("TypedTasks", StringComparison.Ordinal) && !Path.GetFileName(f).StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) && !Path.GetFileName(f).StartsWith("xunit", StringComparison.Ordinal))
        .Select(static f => MetadataReference.CreateFromFile(f));

    private IEnumerable<string> ProjectsOf(string project) =>
        File.ReadAllLines(Path.Combine(root, "src", project, $"{project}.csproj"))
            .Where(static l => l.Contains("ProjectReference Include=\"../", StringComparison.Ordinal))
            .Select(static l => Path.GetFileNameWithoutExtension(l.Split('"')[1]))
            .SelectMany(p => ProjectsOf(p).Append(p))
            .Distinct();

    private SourceFile Read(Compilation compilation, SyntaxTree tree)
    {
        var model = compilation.GetSemanticModel(tree);
        var names = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
        {
            if (model.GetSymbolInfo(name) is var info && (info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) is { } symbol and not (INamespaceSymbol or ILocalSymbol or IParameterSymbol or IRangeVariableSymbol or ITypeParameterSymbol))
                Add(symbol);
        }

        return new(tree.FilePath, tree, names.ToDictionary(static n => n.Key, static n => (IReadOnlySet<string>)n.Value, StringComparer.Ordinal));

        void Add(ISymbol symbol)
        {
            foreach (var reference in symbol.OriginalDefinition.DeclaringSyntaxReferences)
            {
                if (reference.SyntaxTree.FilePath is { Length: > 0 } file && file != tree.FilePath)
                {
                    if (!names.TryGetValue(file, out var found))
                        names.Add(file, found = new(StringComparer.Ordinal));
                    found.Add(symbol.ContainingType is { } type && symbol is not INamedTypeSymbol ? $"{type.Name}.{symbol.Name}" : symbol.Name);
                }
            }
        }
    }
}
