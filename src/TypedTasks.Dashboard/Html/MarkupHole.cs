namespace TypedTasks.Dashboard.Html;

/// <summary>What a hole of an interpolated string may be filled with, by where it stands.</summary>
internal enum MarkupHole
{
    /// <summary>Between tags: any text.</summary>
    Text,

    /// <summary>In a quoted attribute: any text.</summary>
    Attribute,

    /// <summary>In a quoted attribute that is an address: a <see cref="PageLink"/>, or text as one component of it.</summary>
    Address,

    /// <summary>Elsewhere: within a tag, in a script, a style sheet, a comment, or in an attribute that is a script or a style.</summary>
    Refused,
}
