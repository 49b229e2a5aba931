using System.Globalization;
using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Entities.Rules;

/// <summary>Reads filters and actions, by recursive descent to a limited depth.</summary>
internal sealed class SqlParser(string text, IReadOnlyDictionary<string, object?>? parameters = null)
{
    private const int MaxDepth = 32;
    private static readonly string[] Comparisons = ["=", "<>", "!=", "<", "<=", ">", ">="];

    private readonly List<SqlToken> tokens = SqlLexer.Read(text);
    private int next;
    private int depth;

    private SqlToken Current => tokens[next];

    public SqlNode ParseFilter()
    {
        var node = Or();
        return Current.Kind == SqlTokenKind.End ? node : throw Unexpected();
    }

    public IReadOnlyList<SqlAssignment> ParseAction()
    {
        var steps = new List<SqlAssignment>();
        while (Current.Kind != SqlTokenKind.End)
        {
            if (TakeWord("SET"))
            {
                var property = TargetProperty();
                Expect("=");
                steps.Add(new(property, Additive()));
            }
            else if (TakeWord("REMOVE"))
            {
                steps.Add(new(TargetProperty(), null));
            }
            else
            {
                throw Unexpected();
            }

            if (!Take(";") && Current.Kind != SqlTokenKind.End)
                throw Unexpected();
        }

        return steps.Count > 0 ? steps : throw Unexpected();
    }

    private SqlNode Or()
    {
        Descend();
        var left = And();
        while (TakeWord("OR"))
            left = new SqlLogic(IsAnd: false, left, And());
        depth--;
        return left;
    }

    private SqlNode And()
    {
        var left = Not();
        while (TakeWord("AND"))
            left = new SqlLogic(IsAnd: true, left, Not());
        return left;
    }

    private SqlNode Not()
    {
        if (!TakeWord("NOT"))
            return Predicate();
        Descend();
        var operand = Not();
        depth--;
        return new SqlNot(operand);
    }

    private SqlNode Predicate()
    {
        if (Current.IsWord("EXISTS"))
        {
            next++;
            Expect("(");
            var property = Property();
            Expect(")");
            return new SqlExists(property);
        }

        var left = Additive();
        if (Current.Kind == SqlTokenKind.Symbol && Comparisons.Contains(Current.Text))
        {
            var comparison = tokens[next++].Text;
            return new SqlComparison(comparison, left, Additive());
        }

        if (TakeWord("IS"))
        {
            var negated = TakeWord("NOT");
            return TakeWord("NULL") ? new SqlIsNull(left, negated) : throw Unexpected();
        }

        var not = TakeWord("NOT");
        if (TakeWord("IN"))
            return new SqlIn(left, List(), not);
        if (TakeWord("LIKE"))
            return Like(left, not);
        return not ? throw Unexpected() : left;
    }

    private SqlLike Like(SqlNode left, bool negated)
    {
        var pattern = Additive();
        if (!TakeWord("ESCAPE"))
            return new(left, pattern, null, negated);
        if (Current is not { Kind: SqlTokenKind.Text, Text.Length: 1 })
            throw Unexpected();
        return new(left, pattern, tokens[next++].Text[0], negated);
    }

    private List<SqlNode> List()
    {
        Expect("(");
        var items = new List<SqlNode> { Additive() };
        while (Take(","))
            items.Add(Additive());
        Expect(")");
        return items;
    }

    private SqlNode Additive()
    {
        Descend();
        var left = Multiplicative();
        while (Current.IsSymbol("+") || Current.IsSymbol("-"))
        {
            var sign = tokens[next++].Text[0];
            left = new SqlArithmetic(sign, left, Multiplicative());
        }

        depth--;
        return left;
    }

    private SqlNode Multiplicative()
    {
        var left = Unary();
        while (Current.IsSymbol("*") || Current.IsSymbol("/") || Current.IsSymbol("%"))
        {
            var sign = tokens[next++].Text[0];
            left = new SqlArithmetic(sign, left, Unary());
        }

        return left;
    }

    private SqlNode Unary()
    {
        Descend();
        SqlNode node;
        if (Take("-"))
            node = new SqlArithmetic('-', new SqlConstant(0L), Unary());
        else if (Take("+"))
            node = Unary();
        else
            node = Primary();
        depth--;
        return node;
    }

    private SqlNode Primary()
    {
        var token = Current;
        if (Take("("))
        {
            var inner = Or();
            Expect(")");
            return inner;
        }

        switch (token.Kind)
        {
            case SqlTokenKind.Text:
                next++;
                return new SqlConstant(token.Text);
            case SqlTokenKind.Number:
                next++;
                return new SqlConstant(Number(token));
            case SqlTokenKind.Word when token.IsWord("TRUE") || token.IsWord("FALSE"):
                next++;
                return new SqlConstant(token.IsWord("TRUE"));
            case SqlTokenKind.Word when token.IsWord("NULL"):
                next++;
                return new SqlConstant(null);
            case SqlTokenKind.Word when token.Text[0] == '@':
                return Parameter(tokens[next++]);
            case SqlTokenKind.Word or SqlTokenKind.QuotedName:
                return Property();
            default:
                throw Unexpected();
        }
    }

    private SqlConstant Parameter(SqlToken token) =>
        parameters is not null && (parameters.TryGetValue(token.Text, out var value) || parameters.TryGetValue(token.Text[1..], out value))
            ? new SqlConstant(MessageView.Plain(value))
            : throw SqlLexer.Error($"names the parameter '{token.Text}', which has no value,", token.Position);

    private SqlProperty Property()
    {
        var (scope, name) = Name();
        return new(scope is not null && scope.Equals("sys", StringComparison.OrdinalIgnoreCase), name);
    }

    private SqlProperty TargetProperty()
    {
        var property = Property();
        return property.IsSystem && !MessageView.CanSet(property.Name) ? throw SqlAction.Unsupported(property.Name) : property;
    }

    private (string? Scope, string Name) Name()
    {
        var first = Identifier();
        if (!Take("."))
            return (null, first);
        if (!first.Equals("sys", StringComparison.OrdinalIgnoreCase) && !first.Equals("user", StringComparison.OrdinalIgnoreCase))
            throw Unexpected();
        return (first, Identifier());
    }

    private string Identifier() =>
        Current.Kind is SqlTokenKind.Word or SqlTokenKind.QuotedName ? tokens[next++].Text : throw Unexpected();

    private static object Number(SqlToken token)
    {
        if (token.Text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            && long.TryParse(token.Text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex))
            return hex;
        if (long.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var whole))
            return whole;
        return double.TryParse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real)
            ? real
            : throw SqlLexer.Error($"has a bad number '{token.Text}'", token.Position);
    }

    private void Descend()
    {
        if (++depth > MaxDepth)
            throw SqlLexer.Error("is nested too deeply", Current.Position);
    }

    private bool TakeWord(string word)
    {
        if (!Current.IsWord(word))
            return false;
        next++;
        return true;
    }

    private bool Take(string symbol)
    {
        if (!Current.IsSymbol(symbol))
            return false;
        next++;
        return true;
    }

    private void Expect(string symbol)
    {
        if (!Take(symbol))
            throw Unexpected();
    }

    private AmqpException Unexpected() => Current.Kind == SqlTokenKind.End
        ? SqlLexer.Error("ends too early", Current.Position)
        : SqlLexer.Error($"has an unexpected '{Current.Text}'", Current.Position);
}
