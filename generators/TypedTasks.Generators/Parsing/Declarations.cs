using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TypedTasks.Generators.Parsing;

/// <summary>
/// What a project declares: two are equal when they differ in bodies only, so that typing in one reads no task anew. The
/// compilation, with all that the compiler learnt about it, is not kept alive: what it was made of is.
/// </summary>
internal sealed class Declarations(CSharpCompilation compilation) : IEquatable<Declarations>
{
    private readonly WeakReference<CSharpCompilation> compilation = new(compilation);
    private readonly string? assembly = compilation.AssemblyName;
    private readonly CSharpCompilationOptions options = compilation.Options;
    private readonly ImmutableArray<MetadataReference> references = compilation.ExternalReferences;
    private readonly ImmutableArray<SyntaxTree> files = compilation.SyntaxTrees;

    public CSharpCompilation Compilation =>
        compilation.TryGetTarget(out var living) ? living : CSharpCompilation.Create(assembly, files, references, options);

    public bool Equals(Declarations? other)
    {
        if (other is null
            || files.Length != other.files.Length
            || assembly != other.assembly
            || !options.Equals(other.options)
            || !references.SequenceEqual(other.references))
        {
            return false;
        }

        for (var i = 0; i < files.Length; i++)
        {
            if (files[i] != other.files[i] && !DeclaredText.IsSame(files[i], other.files[i]))
                return false;
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as Declarations);

    public override int GetHashCode() => files.Length;
}
