using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedTasks.CodeFixes;

/// <summary>Changes declarations of locals whose value becomes another one.</summary>
internal static class Declared
{
    /// <summary>Lets the compiler find the type, where one is written that no longer fits.</summary>
    public static VariableDeclarationSyntax WithVar(VariableDeclarationSyntax declaration) => declaration.Type.IsVar
        ? declaration
        : declaration.WithType(SyntaxFactory.IdentifierName("var").WithTriviaFrom(declaration.Type));
}
