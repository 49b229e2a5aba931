namespace TypedTasks;

/// <summary>
/// Whoever shows arguments of a task leaves this one out, or its result where the mark stands on that (<c>[return: Sensitive]</c>). Errors of such an argument name it and
/// quote nothing, its constructor's or converter's exception included. <see cref="Generated.TaskDefinition.SensitiveParameters"/> tells views of it. The mark encrypts nothing:
/// for that see <see cref="Security.IValueProtector"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.ReturnValue)]
public sealed class SensitiveAttribute : Attribute;
