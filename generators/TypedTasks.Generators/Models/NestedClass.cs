namespace TypedTasks.Generators.Models;

/// <summary>A static class that is generated into one of the user's.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Hides">Whether a base class has a member of that name.</param>
/// <param name="HasAccess">Whether a part that the user wrote says who may see it.</param>
internal sealed record NestedClass(string Name, bool Hides, bool HasAccess)
{
    /// <summary>How it is declared.</summary>
    /// <param name="isPublic">Whether something in it is public.</param>
    public string Header(bool isPublic) =>
        $"{(HasAccess ? "" : isPublic ? "public " : "internal ")}{(Hides ? "new " : "")}static partial class {Name}";
}
