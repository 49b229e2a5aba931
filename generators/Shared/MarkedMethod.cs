using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedTasks.Generators.Shared;

/// <summary>A method with an attribute, as its syntax shows it.</summary>
/// <param name="Type">The declaration around it.</param>
/// <param name="Method">The method.</param>
/// <param name="Attribute">The attribute.</param>
/// <param name="Name">The last part of the attribute's name, without the suffix that it may leave out.</param>
internal sealed record MarkedMethod(TypeDeclarationSyntax Type, MethodDeclarationSyntax Method, AttributeSyntax Attribute, string Name);
