using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers;

/// <summary>The tasks of a compilation and of the assemblies that it refers to, by their names on the wire, those that they had before included.</summary>
internal sealed class TaskIndex
{
    // An assembly that did not change is the same symbol in the next compilation.
    private static readonly ConditionalWeakTable<IAssemblySymbol, ILookup<string, IMethodSymbol>> Referenced = new();

    private readonly Compilation compilation;
    private readonly KnownTypes known;
    private readonly Lazy<Dictionary<string, object>> declared;
    private readonly Lazy<IReadOnlyList<ILookup<string, IMethodSymbol>>> foreign;

    public TaskIndex(Compilation compilation, KnownTypes known)
    {
        this.compilation = compilation;
        this.known = known;
        declared = new(Declared);
        foreign = new(Foreign);
    }

    /// <summary>Whether the compilation itself has a task of that name.</summary>
    public bool Has(string name) => declared.Value.ContainsKey(name);

    /// <summary>The task methods of the compilation itself, bound: only for what is rare.</summary>
    public IEnumerable<IMethodSymbol> Own => declared.Value.Values.SelectMany(All).SelectMany(Bind).Distinct<IMethodSymbol>(SymbolEqualityComparer.Default);

    /// <summary>The task methods that the compilation sees, those of other assemblies included: only for what is rare.</summary>
    public IEnumerable<IMethodSymbol> Seen => Own.Concat(foreign.Value.SelectMany(static l => l.SelectMany(static m => m)));

    /// <summary>The tasks of that name, in an order that does not change from one compilation to the next.</summary>
    public IReadOnlyList<IMethodSymbol> Named(string name)
    {
        var own = declared.Value.TryGetValue(name, out var declarations) ? All(declarations) : [];
        var others = foreign.Value.SelectMany(l => l[name]);
        if (own.Count <= 1 && !others.Any())
            return own.Count == 0 ? [] : [.. own.SelectMany(Bind)];
        // A referenced assembly's task comes first and keeps its name: it has shipped.
        return
        [
            .. others.OrderBy(static m => m.ToDisplayString(), StringComparer.Ordinal),
            .. own.SelectMany(Bind)
                .Where(m => SymbolNames.Task(m) is { } attribute && TaskNames.All(m, attribute).Contains(name) && !IsLeftToOverloads(m, attribute))
                .Distinct<IMethodSymbol>(SymbolEqualityComparer.Default)
                .OrderBy(static m => m.ToDisplayString(), StringComparer.Ordinal),
        ];
    }

    /// <summary>Whether another task may have that name; a look at the names only.</summary>
    public bool IsTaken(string name) =>
        (declared.Value.TryGetValue(name, out var own) && own is List<TaskDeclaration>) || foreign.Value.Any(l => l.Contains(name));

    /// <summary>Overloads without names of their own are the matter of TT0002.</summary>
    public static bool IsLeftToOverloads(IMethodSymbol method, AttributeData attribute) =>
        TaskNames.Given(attribute) is null
        && TaskCandidates.Marked(method.ContainingType).Count(m => m.Name == method.Name) > 1;

    private static IReadOnlyList<TaskDeclaration> All(object declarations) =>
        declarations as List<TaskDeclaration> ?? [(TaskDeclaration)declarations];

    /// <summary>One declaration, or a list where there are several: almost every name has one, and this is built after every edit.</summary>
    private Dictionary<string, object> Declared()
    {
        var names = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var declaration in TaskDeclarations.Of(compilation.SyntaxTrees))
        {
            if (declaration.IsKnown)
            {
                Add(declaration.Name, declaration);
                foreach (var alias in declaration.Aliases)
                    Add(alias, declaration);
                continue;
            }

            foreach (var name in Bind(declaration).SelectMany(m => TaskNames.All(m, SymbolNames.Task(m)!)))
                Add(name, declaration);
        }

        return names;

        void Add(string name, TaskDeclaration declaration)
        {
            if (!names.TryGetValue(name, out var there))
                names.Add(name, declaration);
            else if (there is List<TaskDeclaration> list)
                list.Add(declaration);
            else
                names[name] = new List<TaskDeclaration> { (TaskDeclaration)there, declaration };
        }
    }

    private IEnumerable<IMethodSymbol> Bind(TaskDeclaration declaration) =>
        compilation.Assembly.GetTypeByMetadataName(declaration.Type) is { } type
            ? type.GetMembers(declaration.Method).OfType<IMethodSymbol>().Where(m => SymbolNames.Task(m) is not null)
            : [];

    private List<ILookup<string, IMethodSymbol>> Foreign()
    {
        var found = new List<ILookup<string, IMethodSymbol>>();
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            if (!Referenced.TryGetValue(assembly, out var tasks))
                tasks = Referenced.GetValue(assembly, Lookup);
            if (tasks.Count > 0)
                found.Add(tasks);
        }

        return found;
    }

    private ILookup<string, IMethodSymbol> Lookup(IAssemblySymbol assembly) =>
        RuntimeUsers.TypesOf(assembly)
            .SelectMany(TaskCandidates.Marked)
            .Select(m => (Method: m, Attribute: SymbolNames.Task(m)!))
            .Where(t => !IsLeftToOverloads(t.Method, t.Attribute))
            .SelectMany(static t => TaskNames.All(t.Method, t.Attribute), static (t, name) => (t.Method, Name: name))
            .ToLookup(static t => t.Name, static t => t.Method, StringComparer.Ordinal);
}
