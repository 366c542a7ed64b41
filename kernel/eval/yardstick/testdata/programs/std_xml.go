// A catalogue as XML: tags, embedded structs, types with their own encoding.
package main

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// A Price writes itself as text, such as "12.50 EUR".
type Price struct {
	Cents    int
	Currency string
}

func (p Price) MarshalText() ([]byte, error) {
	return fmt.Appendf(nil, "%d.%02d %s", p.Cents/100, p.Cents%100, p.Currency), nil
}

func (p *Price) UnmarshalText(text []byte) error {
	var units, cents int
	if _, err := fmt.Sscanf(string(text), "%d.%d %s", &units, &cents, &p.Currency); err != nil {
		return fmt.Errorf("price %q: %w", text, err)
	}
	p.Cents = 100*units + cents
	return nil
}

// A Grade is an attribute with a form of its own.
type Grade int

func (g Grade) MarshalXMLAttr(name xml.Name) (xml.Attr, error) {
	return xml.Attr{Name: name, Value: strings.Repeat("*", int(g))}, nil
}

func (g *Grade) UnmarshalXMLAttr(a xml.Attr) error {
	*g = Grade(len(a.Value))
	return nil
}

// Pairs is a map as elements: <size>3</size>.
type Pairs map[string]string

func (p Pairs) MarshalXML(e *xml.Encoder, start xml.StartElement) error {
	if err := e.EncodeToken(start); err != nil {
		return err
	}
	for _, key := range []string{"colour", "size"} {
		if v, ok := p[key]; ok {
			if err := e.EncodeElement(v, xml.StartElement{Name: xml.Name{Local: key}}); err != nil {
				return err
			}
		}
	}
	return e.EncodeToken(start.End())
}

func (p *Pairs) UnmarshalXML(d *xml.Decoder, start xml.StartElement) error {
	*p = Pairs{}
	for {
		token, err := d.Token()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			var v string
			if err := d.DecodeElement(&v, &t); err != nil {
				return err
			}
			(*p)[t.Name.Local] = v
		case xml.EndElement:
			return nil
		}
	}
}

type Common struct {
	ID   int    `xml:"id,attr"`
	Note string `xml:",comment"`
}

type Item struct {
	Common
	Grade   Grade     `xml:"grade,attr,omitempty"`
	Title   string    `xml:"head>title"`
	Authors []string  `xml:"head>authors>author"`
	Price   *Price    `xml:"price"`
	Details Pairs     `xml:"details,omitempty"`
	Parts   []*Item   `xml:"parts>Item,omitempty"`
	Text    CDATAText `xml:"text"`
	Hidden  string    `xml:"-"`
}

type CDATAText struct {
	Text string `xml:",cdata"`
}

type Catalogue struct {
	XMLName xml.Name `xml:"https://example.org/shop catalogue"`
	Items   []Item   `xml:"Item"`
	Rest    string   `xml:",innerxml"`
}

type Any struct {
	XMLName  xml.Name
	Attrs    []xml.Attr `xml:",any,attr"`
	Text     string     `xml:",chardata"`
	Children []Any      `xml:",any"`
}

func (a Any) print(indent string) {
	fmt.Printf("%s%s %v %q\n", indent, a.XMLName.Local, a.Attrs, strings.TrimSpace(a.Text))
	for _, c := range a.Children {
		c.print(indent + "  ")
	}
}

func main() {
	item := Item{
		Common: Common{7, " a classic "}, Grade: 3, Title: "Go & XML", Authors: []string{"Ada", "Grace"},
		Price: &Price{1250, "EUR"}, Details: Pairs{"size": "A5", "colour": "blue"},
		Parts: []*Item{{Common: Common{ID: 8}, Title: "Index"}}, Text: CDATAText{"1 < 2"}, Hidden: "secret",
	}
	out, err := xml.MarshalIndent(item, "", "  ")
	fmt.Println(string(out), err)

	var back Item
	fmt.Println(xml.Unmarshal(out, &back))
	fmt.Printf("%+v %+v %v %v %v\n", back.Common, *back.Price, back.Grade, back.Details, back.Authors)
	fmt.Println(back.Parts[0].Title, back.Text.Text, back.Hidden == "")

	enc := xml.NewEncoder(os.Stdout)
	enc.Indent("> ", " ")
	fmt.Println("", enc.Encode(Catalogue{Items: []Item{{Title: "one"}}}))
	fmt.Println(enc.Encode([]Price{{1, "CHF"}, {2, "CHF"}}))

	var c Catalogue
	err = xml.Unmarshal([]byte(`<catalogue xmlns="https://example.org/shop"><Item id="1" grade="**"><price>3.20 EUR</price></Item></catalogue>`), &c)
	fmt.Println(c.XMLName.Space, len(c.Items), c.Items[0].ID, c.Items[0].Grade, *c.Items[0].Price, c.Rest, err)

	var tree Any
	fmt.Println(xml.Unmarshal([]byte(`<a x="1"><b>two</b><c y="3" z="4"><d/>text</c></a>`), &tree))
	tree.print("")

	for _, bad := range []string{"<Item><price>cheap</price></Item>", "<Item id='x'/>", "<Item>", "<other/>", ""} {
		var i struct {
			XMLName xml.Name `xml:"Item"`
			Item
		}
		err := xml.Unmarshal([]byte(bad), &i)
		var syntax *xml.SyntaxError
		fmt.Printf("%v | %t %t\n", err, errors.As(err, &syntax), errors.Is(err, io.EOF))
	}
	_, err = xml.Marshal(struct{ F func() }{})
	fmt.Println(err)
	_, err = xml.Marshal(map[string]Item{})
	fmt.Println(err)
	fmt.Println(xml.Unmarshal(nil, item))
}
