import { articleHtml } from './article-html.js';

describe('the body of an article', () => {
  it.each([
    ['', ''],
    ['Un\ndeux', '<p>Un<br>deux</p>'],
    ['Un\r\n\r\n \n\ndeux\n', '<p>Un</p>\n<p>deux</p>'],
    ['<script>a && "b"</script>', '<p>&lt;script&gt;a &amp;&amp; &quot;b&quot;&lt;/script&gt;</p>'],
    ['Une [gallery] ici', '<p>Une &#91;gallery&#93; ici</p>'],
    ['<!--more-->', '<p>&lt;!--more--&gt;</p>'],
    ['#éducation', '<p>#éducation</p>'],
  ])('of %j is %j', (text, html) => expect(articleHtml(text)).toBe(html));

  it('links an address, whatever it has in it', () => {
    expect(articleHtml('Lire https://up.example/?a="1"&b=2.')).toBe(
      '<p>Lire <a href="https://up.example/?a=">https://up.example/?a=</a>&quot;1&quot;&amp;b=2.</p>',
    );
    expect(articleHtml('https://up.example/?a=1&b=[2')).toBe(
      '<p><a href="https://up.example/?a=1&amp;b=&#91;2">https://up.example/?a=1&amp;b=&#91;2</a></p>',
    );
    expect(articleHtml('javascript:alert(1)')).toBe('<p>javascript:alert(1)</p>');
  });

  it('shows pictures below the text, each with its description', () => {
    expect(articleHtml('Un', [{ url: 'https://up.example/a.jpg?b=1&c', altText: 'Le "café" <ouvre>' }])).toBe(
      '<p>Un</p>\n<figure><img src="https://up.example/a.jpg?b=1&amp;c" alt="Le &quot;café&quot; &lt;ouvre&gt;"></figure>',
    );
  });
});
