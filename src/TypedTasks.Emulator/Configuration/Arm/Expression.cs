namespace TypedTasks.Emulator.Configuration.Arm;

/// <summary>An expression of a template: what stands in a text between <c>[</c> and <c>]</c>.</summary>
internal abstract record Expression;

/// <summary>A text or a whole number.</summary>
internal sealed record Literal(object Value) : Expression;

/// <summary>A function; names ignore case, and those of a template's own have a point in them.</summary>
internal sealed record Call(string Name, IReadOnlyList<Expression> Arguments) : Expression;

/// <summary>A member of an object, or an element of an array.</summary>
internal sealed record Member(Expression Target, Expression Key) : Expression;
