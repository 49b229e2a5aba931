using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedTasks.Generators.Parsing;

/// <summary>The types of a file that have methods with attributes, and what the file calls other types.</summary>
internal sealed class AttributedMethods
{
    private const string Suffix = "Attribute";

    public AttributedMethods(CompilationUnitSyntax file)
    {
        Read(file.Usings);
        Read(file.Members);
    }

    /// <summary>The names that <c>using</c> directives give, without the suffix that an attribute may leave out.</summary>
    public List<string> Aliases { get; } = [];

    /// <summary>The types, and the names of the attributes on their methods, without that suffix.</summary>
    public List<(TypeDeclarationSyntax Type, IReadOnlyCollection<string> Attributes)> Types { get; } = [];

    private void Read(SyntaxList<UsingDirectiveSyntax> usings)
    {
        foreach (var directive in usings)
        {
            if (directive.Alias is { } alias)
                Aliases.Add(Short(alias.Name.Identifier.ValueText));
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
        HashSet<string>? names = null;
        foreach (var member in type.Members)
        {
            if (member is not MethodDeclarationSyntax { AttributeLists: { Count: > 0 } lists })
                continue;
            foreach (var list in lists)
            {
                foreach (var attribute in list.Attributes)
                    (names ??= new(StringComparer.Ordinal)).Add(Short(LastName.Of(attribute.Name)!));
            }
        }

        if (names is not null)
            Types.Add((type, names));
    }

    private static string Short(string name) =>
        name.EndsWith(Suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - Suffix.Length) : name;
}
