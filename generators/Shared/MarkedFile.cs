using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedTasks.Generators.Shared;

/// <summary>
/// The methods of a file that have attributes, and what the file calls other types. A file that did not change is not read again: in a project
/// of a thousand tasks, to bind every attribute anew after each keystroke would cost more than all else.
/// </summary>
internal sealed class MarkedFile
{
    private const string Suffix = "Attribute";

    private static readonly ConditionalWeakTable<SyntaxTree, MarkedFile> Files = new();

    private readonly List<MarkedMethod> methods = [];
    private readonly List<(string Name, string Target)> aliases = [];

    private MarkedFile(CompilationUnitSyntax file)
    {
        Read(file.Usings);
        Read(file.Members);
    }

    /// <summary>The methods; those of one declaration stand together.</summary>
    public IReadOnlyList<MarkedMethod> Methods => methods;

    public static MarkedFile Of(SyntaxTree file, CancellationToken cancellation) =>
        Files.TryGetValue(file, out var known) ? known : Files.GetValue(file, f => new((CompilationUnitSyntax)f.GetRoot(cancellation)));

    /// <summary>What <c>[Task]</c> may be called in any of these files: a <c>using</c> may give it another name, in one file or in all.</summary>
    public static HashSet<string> NamesOfTask(IEnumerable<SyntaxTree> files, CancellationToken cancellation)
    {
        var names = new HashSet<string>(StringComparer.Ordinal) { "Task" };
        List<(string Name, string Target)>? all = null;
        foreach (var file in files)
        {
            if (Of(file, cancellation) is { aliases.Count: > 0 } marked)
                (all ??= []).AddRange(marked.aliases);
        }

        // One may be given by way of another.
        while (all is not null && all.RemoveAll(a => names.Contains(a.Target) && (names.Add(a.Name) || true)) > 0)
        {
        }

        return names;
    }

    private void Read(SyntaxList<UsingDirectiveSyntax> usings)
    {
        foreach (var directive in usings)
        {
            if (directive is { Alias: { } alias, NamespaceOrType: NameSyntax target } && LastName.Of(target) is { } last)
                aliases.Add((Short(alias.Name.Identifier.ValueText), Short(last)));
        }
    }

    private void Read(SyntaxList<MemberDeclarationSyntax> members)
    {
        foreach (var member in members)
        {
            switch (member)
            {
                case BaseNamespaceDeclarationSyntax space:
                    Read(space.Usings);
                    Read(space.Members);
                    break;
                case TypeDeclarationSyntax type:
                    Read(type);
                    Read(type.Members);
                    break;
            }
        }
    }

    private void Read(TypeDeclarationSyntax type)
    {
        foreach (var member in type.Members)
        {
            if (member is not MethodDeclarationSyntax { AttributeLists: { Count: > 0 } lists } method)
                continue;
            foreach (var list in lists)
            {
                foreach (var attribute in list.Attributes)
                    methods.Add(new(type, method, attribute, Short(LastName.Of(attribute.Name)!)));
            }
        }
    }

    private static string Short(string name) =>
        name.EndsWith(Suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - Suffix.Length) : name;
}
